using System.Globalization;
using System.Text.Json;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Http;

/// <summary>
/// Turns a JSON proposal into a proposal, field by field in the order of docs/frame.md; the first thing that does not fit
/// is the refusal. What fits and is out of range is left to the engine. One body, one use.
/// </summary>
internal sealed class ProposalReader
{
    /// <summary>Largest body.</summary>
    public const int BodyBytesMax = 64 * 1024;

    private const long UnitsPerPpm = FixedPoint.Scale / 1_000_000;
    private const int ConfidenceDecimals = 6;

    private static readonly string[] Names =
    [
        "strategy", "proposalId", "instrument", "side", "type", "timeInForce", "quantity", "limitPrice", "confidence",
        "createdAt", "expiresAt", "allowResize", "reduceOnly", "stopPrice", "replaces",
    ];

    private readonly JsonFields _fields;
    private readonly Policy _policy;
    private Refusal? _refusal;

    private ProposalReader(JsonFields fields, Policy policy)
    {
        _fields = fields;
        _policy = policy;
    }

    /// <summary>Reads a body, stamping <paramref name="nowNanos"/> where it does not say when it was made; null when it fits.</summary>
    public static Refusal? Read(ReadOnlySpan<byte> body, Policy policy, long nowNanos, out Proposal proposal)
    {
        proposal = default;
        if (JsonFields.Read(body, Names, out var refusal) is not { } fields)
        {
            return refusal;
        }

        var reader = new ProposalReader(fields, policy);
        proposal = reader.ReadProposal(nowNanos);
        return reader._refusal;
    }

    private Proposal ReadProposal(long nowNanos)
    {
        var proposal = new Proposal
        {
            Strategy = new StrategyId(Place("strategy", _policy.Strategies, s => s.Name)),
            Id = new ProposalId(ProposalNumber("proposalId")),
            Instrument = new InstrumentId(Place("instrument", _policy.Instruments, i => i.Symbol)),
            Side = Word<OrderSide>("side"),
            Type = Word<OrderType>("type"),
            TimeInForce = Word<TimeInForce>("timeInForce"),
            Quantity = Quantity.FromUnits(Units("quantity")),
        };
        if (proposal.Type is OrderType.Limit or OrderType.StopMarket || Has("limitPrice"))
        {
            proposal.LimitPrice = Price.FromUnits(Units("limitPrice"));
        }

        proposal.ConfidencePpm = Confidence("confidence");
        proposal.CreatedAtNanos = Has("createdAt") ? Time("createdAt") : nowNanos;
        proposal.ExpiresAtNanos = Has("expiresAt") ? Time("expiresAt") : 0;
        proposal.Flags = (Flag("allowResize") ? ProposalFlags.AllowResize : 0) | (Flag("reduceOnly") ? ProposalFlags.ReduceOnly : 0);
        proposal.StopPrice = Has("stopPrice") ? Price.FromUnits(Units("stopPrice")) : default;
        proposal.Replaces = new ProposalId(Has("replaces") ? ProposalNumber("replaces") : 0);
        return proposal;
    }

    private bool Has(string name) => _fields[name].Type != JsonTokenType.None;

    private string? Text(string name)
    {
        var text = _fields.Text(name, out var refusal);
        _refusal ??= refusal;
        return text;
    }

    private int Place<T>(string name, IReadOnlyList<T> list, Func<T, string> nameOf)
    {
        if (Text(name) is not { } wanted)
        {
            return 0;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (nameOf(list[i]) == wanted)
            {
                return i;
            }
        }

        Refuse(ReasonCode.NameUnknown, name, "the policy knows no such name");
        return 0;
    }

    private T Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } word)
        {
            return default;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString() == word)
            {
                return value;
            }
        }

        Refuse(ReasonCode.ValueUnknown, name, "must be one of " + string.Join(", ", Enum.GetNames<T>()));
        return default;
    }

    private ulong ProposalNumber(string name)
    {
        var value = _fields[name];
        var text = value.Type == JsonTokenType.Number ? value.Text : Text(name);
        if (text is null)
        {
            return 0;
        }

        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            Refuse(ReasonCode.NumberMalformed, name, "must be digits alone");
        }
        else if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Refuse(ReasonCode.NumberOverflow, name, $"must be 1 to {ulong.MaxValue}");
        }
        else
        {
            return number;
        }

        return 0;
    }

    private long Units(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        var result = FixedPoint.TryParse(text.AsSpan(), out var units);
        switch (result)
        {
            case FixedPointResult.NotANumber:
                Refuse(ReasonCode.NumberMalformed, name, "must be plain decimal text: digits, at most one point");
                break;
            case FixedPointResult.TooManyDecimals:
                Refuse(ReasonCode.NumberDecimals, name, $"has more than {FixedPoint.Decimals} decimals");
                break;
            case FixedPointResult.Overflow:
                Refuse(ReasonCode.NumberOverflow, name, $"is beyond {FixedPoint.Format(long.MaxValue)}");
                break;
        }

        return units;
    }

    private int Confidence(string name)
    {
        var (ppm, rest) = Math.DivRem(Units(name), UnitsPerPpm);
        if (rest != 0)
        {
            Refuse(ReasonCode.NumberDecimals, name, $"has more than {ConfidenceDecimals} decimals");
        }
        else if (ppm is < int.MinValue or > int.MaxValue)
        {
            Refuse(ReasonCode.NumberOverflow, name, "must be 0 to 1");
        }
        else
        {
            return (int)ppm;
        }

        return 0;
    }

    private long Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        if (!IsoTime.TryParse(text, out var nanos))
        {
            Refuse(ReasonCode.ValueUnknown, name, "must be an ISO 8601 UTC time, such as 2026-01-05T09:30:00.250Z");
        }

        return nanos;
    }

    private bool Flag(string name)
    {
        var type = _fields[name].Type;
        if (type is not (JsonTokenType.None or JsonTokenType.True or JsonTokenType.False))
        {
            Refuse(ReasonCode.FieldType, name, "must be true or false");
        }

        return type == JsonTokenType.True;
    }

    private void Refuse(ReasonCode code, string field, string what) => _refusal ??= Refusal.Of(code, field, what);
}
