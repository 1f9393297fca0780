using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Http;

/// <summary>Turns a JSON vote into a vote; the first field that does not fit is the refusal. All fields are strings.</summary>
internal static class VoteReader
{
    private const int ContentHashDigits = 16;

    private static readonly string[] Names = ["strategy", "proposalId", "contentHash", "vote", "approver", "counter", "mac"];

    /// <summary>Reads a body; null when it fits.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> body, Policy policy, out ExternalVote vote)
    {
        vote = default;
        if (JsonFields.Read(body, Names, out var refusal) is not { } fields)
        {
            return refusal;
        }

        var texts = new string[Names.Length];
        for (var i = 0; i < Names.Length; i++)
        {
            if (fields.Text(Names[i], out refusal) is not { } text)
            {
                return refusal;
            }

            texts[i] = text;
        }

        return Read(texts, policy, ref vote);
    }

    private static Refusal? Read(string[] texts, Policy policy, ref ExternalVote vote)
    {
        var strategy = StrategyNamed(policy, texts[0]);
        if (strategy is null)
        {
            return Refusal.Of(ReasonCode.NameUnknown, Names[0], "the policy knows no such name");
        }

        if (!ulong.TryParse(texts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var proposal))
        {
            return Refusal.Of(ReasonCode.NumberMalformed, Names[1], "must be digits");
        }

        if (texts[2].Length != ContentHashDigits
            || !ulong.TryParse(texts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var content))
        {
            return Refusal.Of(ReasonCode.ValueUnknown, Names[2], $"must be {ContentHashDigits} hex digits");
        }

        if (!TryKind(texts[3], out var kind))
        {
            return Refusal.Of(ReasonCode.ValueUnknown, Names[3], "must be one of Approve, Object, Veto");
        }

        if (!ulong.TryParse(texts[5], NumberStyles.None, CultureInfo.InvariantCulture, out var counter) || counter == 0)
        {
            return Refusal.Of(ReasonCode.NumberMalformed, Names[5], $"must be digits, 1 to {ulong.MaxValue}");
        }

        Span<byte> mac = stackalloc byte[VoteMac.Length];
        if (texts[6].Length != 2 * VoteMac.Length
            || Convert.FromHexString(texts[6], mac, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return Refusal.Of(ReasonCode.ValueUnknown, Names[6], $"must be {2 * VoteMac.Length} hex digits");
        }

        try
        {
            vote.Voter = VoterName.Of(texts[4]);
        }
        catch (ArgumentException)
        {
            return Refusal.Of(ReasonCode.ValueUnknown, Names[4], "is empty, too long, or not printable ASCII");
        }

        vote.Strategy = strategy.Value;
        vote.Proposal = new ProposalId(proposal);
        vote.ContentHash = content;
        vote.Kind = kind;
        vote.Counter = counter;
        mac.CopyTo(vote.Mac);
        return null;
    }

    private static bool TryKind(string word, out VoteKind kind)
    {
        kind = word switch
        {
            nameof(VoteKind.Approve) => VoteKind.Approve,
            nameof(VoteKind.Object) => VoteKind.Object,
            nameof(VoteKind.Veto) => VoteKind.Veto,
            _ => VoteKind.Abstain,
        };
        return kind != VoteKind.Abstain;
    }

    private static StrategyId? StrategyNamed(Policy policy, string name)
    {
        for (var i = 0; i < policy.Strategies.Count; i++)
        {
            if (policy.Strategies[i].Name == name)
            {
                return new StrategyId(i);
            }
        }

        return null;
    }
}
