using System.Security.Cryptography;
using Chronos.Core.Model;

namespace Chronos.Core.Quorum;

/// <summary>The name of an approver outside the engine and the secret that proves votes are theirs.</summary>
public sealed class ApproverKey
{
    /// <summary>Bytes a new secret has.</summary>
    public const int SecretBytes = 32;

    private readonly byte[] _secret;
    private readonly VoterName _voter;

    /// <summary>From a secret of at least 32 bytes; throws <see cref="ArgumentException"/> naming what is wrong.</summary>
    public ApproverKey(string name, ReadOnlySpan<byte> secret)
    {
        _voter = VoterName.Of(name);
        if (secret.Length < SecretBytes)
        {
            throw new ArgumentException($"an approver's secret has at least {SecretBytes} bytes", nameof(secret));
        }

        Name = name;
        _secret = secret.ToArray();
    }

    /// <summary>Who.</summary>
    public string Name { get; }

    /// <summary>The secret, for <see cref="ChronosOptions.Approvers"/>.</summary>
    public ReadOnlyMemory<byte> Secret => _secret;

    /// <summary>A new random key.</summary>
    public static ApproverKey New(string name) => new(name, RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>A vote of this approver with its MAC; the counter must be higher than that of every vote before.</summary>
    public ExternalVote Vote(StrategyId strategy, ProposalId proposal, ulong contentHash, VoteKind kind, ulong counter) => new ExternalVote
    {
        Strategy = strategy,
        Proposal = proposal,
        ContentHash = contentHash,
        Kind = kind,
        Counter = counter,
        Voter = _voter,
    }.SignedWith(_secret);

    /// <summary>The name alone; never the secret.</summary>
    public override string ToString() => Name;
}
