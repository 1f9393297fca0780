using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>A proposal before the one the case is about, once or several times, and what becomes of its order.</summary>
internal sealed record ProposeStep(CaseProposal Proposal, OrderFate Then) : CaseStep
{
    /// <summary>How often.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Time after each. Milliseconds.</summary>
    public long EveryMillis { get; init; }

    /// <summary>How much higher each limit price is than the one before; below zero for lower.</summary>
    public Price PriceStep { get; init; }

    /// <summary>Price of the fill; that of the proposal where none is said.</summary>
    public Price FillPrice { get; init; }

    /// <summary>Fee of the fill, in quote currency.</summary>
    public Notional Fee { get; init; }

    /// <inheritdoc />
    public override void Run(CaseStage stage)
    {
        for (var i = 0; i < Times; i++)
        {
            stage.Propose(this with { Proposal = Proposal with { LimitPrice = Price.FromUnits(Proposal.LimitPrice.Units + i * PriceStep.Units) } });
            stage.Wait(EveryMillis);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("propose");
        Proposal.Write(writer);
        if (Then != OrderFate.Unanswered)
        {
            writer.WriteString("then", Then.ToString());
        }

        if (Times != 1)
        {
            writer.WriteNumber("times", Times);
        }

        if (EveryMillis != 0)
        {
            writer.WriteNumber("everyMillis", EveryMillis);
        }

        if (!PriceStep.IsZero)
        {
            writer.WriteString("priceStep", PriceStep.ToString());
        }

        if (!FillPrice.IsZero)
        {
            writer.WriteString("fillPrice", FillPrice.ToString());
        }

        if (!Fee.IsZero)
        {
            writer.WriteString("fee", Fee.ToString());
        }

        writer.WriteEndObject();
    }
}
