using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Cases;

/// <summary>A best bid and ask.</summary>
internal sealed record QuoteStep(string Instrument, Price Bid, Quantity BidSize, Price Ask, Quantity AskSize) : CaseStep
{
    /// <summary>How much older the venue says it is than its arrival; negative for a venue whose clock is ahead. Milliseconds.</summary>
    public long VenueLagMillis { get; init; }

    /// <inheritdoc />
    public override void Run(CaseStage stage) => stage.Tell(EventKind.Quote, "quote", new Quote(
        stage.InstrumentOf(Instrument), Bid, BidSize, Ask, AskSize, stage.NowNanos - VenueLagMillis * CaseStage.NanosPerMilli));

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("quote");
        writer.WriteString("instrument", Instrument);
        writer.WriteString("bid", Bid.ToString());
        writer.WriteString("bidSize", BidSize.ToString());
        writer.WriteString("ask", Ask.ToString());
        writer.WriteString("askSize", AskSize.ToString());
        if (VenueLagMillis != 0)
        {
            writer.WriteNumber("venueLagMillis", VenueLagMillis);
        }

        writer.WriteEndObject();
    }
}
