using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>The venue's answer to an order that was proposed before: some of it filled, later than it was made, or its end.</summary>
internal sealed record AnswerStep(string Strategy, ulong ProposalId, ReportKind Report) : CaseStep
{
    /// <summary>How much was filled.</summary>
    public Quantity Quantity { get; init; }

    /// <summary>Price of the fill; the order's worst where none is said.</summary>
    public Price Price { get; init; }

    /// <summary>Fee of the fill, in quote currency.</summary>
    public Notional Fee { get; init; }

    /// <summary>For a cancel: the strategy asked for it; without, the venue canceled by itself, or the engine asked.</summary>
    public bool IsAsked { get; init; }

    /// <inheritdoc />
    public override void Run(CaseStage stage) => stage.Answer(this);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("answer");
        writer.WriteString("strategy", Strategy);
        writer.WriteNumber("proposalId", ProposalId);
        writer.WriteString("report", Report.ToString());
        if (!Quantity.IsZero)
        {
            writer.WriteString("quantity", Quantity.ToString());
        }

        if (!Price.IsZero)
        {
            writer.WriteString("price", Price.ToString());
        }

        if (!Fee.IsZero)
        {
            writer.WriteString("fee", Fee.ToString());
        }

        if (IsAsked)
        {
            writer.WriteBoolean("asked", true);
        }

        writer.WriteEndObject();
    }
}
