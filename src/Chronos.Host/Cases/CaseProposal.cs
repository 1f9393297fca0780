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

    /// <summary>Where its protective stop is; zero for none.</summary>
    public Price StopPrice { get; init; }

    /// <summary>The proposal whose order it replaces; 0 for none.</summary>
    public ulong Replaces { get; init; }

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

    /// <summary>One as it was recorded, seen from when it arrived. Times are told in whole milliseconds.</summary>
    public static CaseProposal From(in Proposal proposal, string strategy, string instrument, long arrivedNanos) => new()
    {
        Strategy = strategy,
        Instrument = instrument,
        Side = proposal.Side,
        Quantity = proposal.Quantity,
        Type = proposal.Type,
        TimeInForce = proposal.TimeInForce,
        LimitPrice = proposal.LimitPrice,
        StopPrice = proposal.StopPrice,
        Replaces = proposal.Replaces.Value,
        ConfidencePpm = proposal.ConfidencePpm,
        Flags = proposal.Flags,
        Id = proposal.Id.Value > long.MaxValue ? 0 : proposal.Id.Value,
        AgeMillis = (arrivedNanos - proposal.CreatedAtNanos) / CaseStage.NanosPerMilli,
        ExpiresAfterMillis = proposal.ExpiresAtNanos == 0
            ? 0
            : Math.Max(1, (proposal.ExpiresAtNanos - proposal.CreatedAtNanos) / CaseStage.NanosPerMilli),
    };

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
            StopPrice = StopPrice,
            Replaces = new ProposalId(Replaces),
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
        if (Type != OrderType.Limit)
        {
            writer.WriteString("type", Type.ToString());
        }

        if (Type == OrderType.Limit || !LimitPrice.IsZero)
        {
            writer.WriteString("limitPrice", LimitPrice.ToString());
        }

        if (TimeInForce != TimeInForce.Gtc)
        {
            writer.WriteString("timeInForce", TimeInForce.ToString());
        }

        if (!StopPrice.IsZero)
        {
            writer.WriteString("stopPrice", StopPrice.ToString());
        }

        if (Replaces != 0)
        {
            writer.WriteNumber("replaces", Replaces);
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
