using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>A proposal by names, so that it can be put to any policy that knows them. Written as docs/frame.md has it, with times relative to when it is made.</summary>
internal sealed record CaseProposal
{
    /// <summary>Who proposes.</summary>
    public required string Strategy { get; init; }

    /// <summary>What to trade.</summary>
    public required string Instrument { get; init; }

    /// <summary>Which way.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>How much.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Limit where nothing is said.</summary>
    public OrderType Type { get; init; } = OrderType.Limit;

    /// <summary>Gtc where nothing is said.</summary>
    public TimeInForce TimeInForce { get; init; } = TimeInForce.Gtc;

    /// <summary>Worst price of a limit order.</summary>
    public Price LimitPrice { get; init; }

    /// <summary>Millionths; 1 000 000 where nothing is said.</summary>
    public int ConfidencePpm { get; init; } = 1_000_000;

    /// <summary>What it allows.</summary>
    public ProposalFlags Flags { get; init; }

    /// <summary>The next free number where it is 0.</summary>
    public ulong Id { get; init; }

    /// <summary>How long ago it was made; negative for a strategy whose clock is ahead. Milliseconds.</summary>
    public long AgeMillis { get; init; }

    /// <summary>When it is no longer wanted, from its making on; 0 for never. Milliseconds.</summary>
    public long ExpiresAfterMillis { get; init; }

    /// <summary>As a strategy would send it now.</summary>
    public Proposal Resolve(CaseStage stage)
    {
        var created = stage.NowNanos - AgeMillis * CaseStage.NanosPerMilli;
        return new Proposal
        {
            Strategy = stage.StrategyOf(Strategy),
            Id = new ProposalId(Id == 0 ? stage.NextProposal() : Id),
            Instrument = stage.InstrumentOf(Instrument),
            Side = Side,
            Type = Type,
            TimeInForce = TimeInForce,
            Flags = Flags,
            ConfidencePpm = ConfidencePpm,
            Quantity = Quantity,
            LimitPrice = LimitPrice,
            CreatedAtNanos = created,
            ExpiresAtNanos = ExpiresAfterMillis == 0 ? 0 : created + ExpiresAfterMillis * CaseStage.NanosPerMilli,
        };
    }

    /// <summary>Writes its fields; those with the usual value are left out.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("strategy", Strategy);
        writer.WriteString("instrument", Instrument);
        writer.WriteString("side", Side.ToString());
        writer.WriteString("quantity", Quantity.ToString());
        if (Type == OrderType.Limit)
        {
            writer.WriteString("limitPrice", LimitPrice.ToString());
        }
        else
        {
            writer.WriteString("type", Type.ToString());
        }

        if (TimeInForce != TimeInForce.Gtc)
        {
            writer.WriteString("timeInForce", TimeInForce.ToString());
        }

        if (ConfidencePpm != 1_000_000)
        {
            writer.WriteString("confidence", FixedPoint.Format(ConfidencePpm * (FixedPoint.Scale / 1_000_000)));
        }

        if ((Flags & ProposalFlags.AllowResize) != 0)
        {
            writer.WriteBoolean("allowResize", true);
        }

        if ((Flags & ProposalFlags.ReduceOnly) != 0)
        {
            writer.WriteBoolean("reduceOnly", true);
        }

        if (Id != 0)
        {
            writer.WriteNumber("proposalId", Id);
        }

        if (AgeMillis != 0)
        {
            writer.WriteNumber("ageMillis", AgeMillis);
        }

        if (ExpiresAfterMillis != 0)
        {
            writer.WriteNumber("expiresAfterMillis", ExpiresAfterMillis);
        }
    }
}
