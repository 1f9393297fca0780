using System.Globalization;
using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Model;
using Chronos.Host.Quotes;

namespace Chronos.Host.Demo;

/// <summary>What a demo prints: text as it goes, or one JSON object at its end.</summary>
internal sealed class DemoReport(TextWriter output, bool json)
{
    private QuoteTape? _tape;

    public void Begin(ChronosEngine engine, QuoteTape tape, bool synthetic, long recovered, string? address)
    {
        _tape = tape;
        Line("ChronosX demo: SIMULATED. Paper venue, quotes from a file, no real orders, no real money.");
        Line($"policy    {engine.Options.Policy.Name} version {engine.Options.Policy.Version}, hash {Hash(engine)}");
        Line($"journal   {engine.Options.Journal.DataDirectory}"
            + (recovered == 0 ? " (new)" : $" (continued: {N(recovered)} records replayed identically)"));
        Line("operator  armed by the demo itself with an ephemeral operator key that no one else has");
        if (synthetic)
        {
            Line("quotes    SYNTHETIC series made by a formula; not market data");
        }

        for (var i = 0; i < tape.Series.Count; i++)
        {
            Line($"quotes    {Describe(tape.Series[i], tape.ShiftNanos[i])}");
        }

        if (address is not null)
        {
            Line($"http      {address}/api/system/health");
        }
    }

    public void DataEnded(string? address) => Line(
        "The data has ended and engine time stands still."
        + (address is null ? "" : $" The API stays up at {address}.") + " Ctrl-C ends.");

    public void End(DemoSummary s, ChronosEngine engine)
    {
        if (json)
        {
            output.WriteLine(JsonLine.Of(w => Write(w, s, engine)));
            return;
        }

        Line("");
        Line($"Summary (SIMULATED){(s.Completed ? "" : ", interrupted")}");
        Line($"  quotes          {N(s.Quotes)}{(s.Synthetic ? " (synthetic)" : "")}");
        Line($"  proposals       {N(s.Proposals)}: {N(s.Approved)} approved, {N(s.Modified)} modified, {N(s.Blocked)} blocked");
        foreach (var (reason, count) in s.BlockedBy)
        {
            Line($"    blocked by    {reason}: {N(count)}");
        }

        Line($"  cancels         {N(s.Cancels)} sent, {N(s.CancelsTooLate)} too late (the order was done)");
        Line($"  orders          {N(s.Orders)} (simulated)");
        Line($"  fills           {N(s.SimulatedFills)} (simulated)");
        foreach (var a in s.Accounts)
        {
            Line($"  account {a.Name}: realised P&L {a.Realised} {a.Currency}, net of fees (simulated){(a.Open is { } open ? $"; open, not realised: {open} {a.Currency}" : "")}");
            Line(a.DayLoss is { } loss
                ? $"    day loss      {loss} of {a.DayLossMax} {a.Currency} allowed{(loss.Units < 0 ? " (a gain)" : "")}; venue {a.VenueState}"
                : $"    stage Alpha   open profit is not reported; venue {a.VenueState}");
        }

        Line($"  latency         p50 {N(s.LatencyP50Nanos)} ns, p99 {N(s.LatencyP99Nanos)} ns, p99.9 {N(s.LatencyP999Nanos)} ns");
        Line("                  (measured real time from ingress to decision,");
        Line($"                  {N(s.LatencyCount)} proposals and cancels one at a time in lock-step)");
        Line($"  allocation      {PerProposal(s)} bytes per proposal on the engine thread");
        Line($"                  ({N(s.AllocatedBytes)} bytes over {N(s.MeasuredProposals)} after the first tenth of the quotes)");
        if (s.VenueSkips != 0)
        {
            Line($"  venue           was behind for {N(s.VenueSkips)} quotes and ticks and did not get them");
        }

        Line($"  journal         {engine.Options.Journal.DataDirectory}");
        Line($"  records         {N(engine.Journal.Written)}");
        Line($"  state hash      {StateHash(engine)}");
    }

    private void Write(Utf8JsonWriter w, DemoSummary s, ChronosEngine engine)
    {
        w.WriteBoolean("simulated", true);
        w.WriteBoolean("synthetic", s.Synthetic);
        w.WriteBoolean("completed", s.Completed);
        w.WriteStartArray("series");
        for (var i = 0; i < _tape!.Series.Count; i++)
        {
            w.WriteStartObject();
            w.WriteString("name", _tape.Series[i].Name);
            w.WriteNumber("quotes", _tape.Series[i].Quotes.Count);
            w.WriteNumber("shiftNanos", _tape.ShiftNanos[i]);
            w.WriteNumber("sizesCut", _tape.Series[i].SizesCut);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteNumber("quotes", s.Quotes);
        w.WriteNumber("proposals", s.Proposals);
        w.WriteNumber("approved", s.Approved);
        w.WriteNumber("modified", s.Modified);
        w.WriteNumber("blocked", s.Blocked);
        w.WriteStartObject("blockedBy");
        foreach (var (reason, count) in s.BlockedBy)
        {
            w.WriteNumber(reason.ToString(), count);
        }

        w.WriteEndObject();
        w.WriteNumber("cancels", s.Cancels);
        w.WriteNumber("cancelsTooLate", s.CancelsTooLate);
        w.WriteNumber("orders", s.Orders);
        w.WriteNumber("simulatedFills", s.SimulatedFills);
        WriteAccounts(w, s);
        w.WriteStartObject("latencyNanos");
        w.WriteNumber("count", s.LatencyCount);
        w.WriteNumber("p50", s.LatencyP50Nanos);
        w.WriteNumber("p99", s.LatencyP99Nanos);
        w.WriteNumber("p99.9", s.LatencyP999Nanos);
        w.WriteEndObject();
        w.WriteStartObject("allocation");
        w.WriteNumber("engineThreadBytes", s.AllocatedBytes);
        w.WriteNumber("proposals", s.MeasuredProposals);
        w.WriteString("bytesPerProposal", PerProposal(s));
        w.WriteEndObject();
        w.WriteNumber("venueSkips", s.VenueSkips);
        w.WriteString("journal", engine.Options.Journal.DataDirectory);
        w.WriteNumber("records", engine.Journal.Written);
        w.WriteString("policyHash", Hash(engine));
        w.WriteString("stateHash", StateHash(engine));
    }

    private static void WriteAccounts(Utf8JsonWriter w, DemoSummary s)
    {
        w.WriteStartArray("accounts");
        foreach (var a in s.Accounts)
        {
            w.WriteStartObject();
            w.WriteString("name", a.Name);
            w.WriteString("currency", a.Currency);
            w.WriteString("realisedProfit", a.Realised.ToString());
            if (a is { Open: { } open, DayLoss: { } loss })
            {
                w.WriteString("openProfit", open.ToString());
                w.WriteString("dayLoss", loss.ToString());
            }

            w.WriteString("dayLossMax", a.DayLossMax.ToString());
            w.WriteString("venueState", a.VenueState.ToString());
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static string Describe(QuoteSeries series, long shiftNanos)
    {
        var shift = shiftNanos == 0
            ? "not shifted"
            : $"SHIFTED by {TimeSpan.FromTicks(shiftNanos / TimeSpan.NanosecondsPerTick):c} (d.hh:mm:ss) to begin with the others";
        var cut = series.SizesCut == 0 ? "" : $"; {N(series.SizesCut)} sizes cut down to {FixedPoint.Decimals} decimals";
        return $"{series.Name}: {N(series.Quotes.Count)} quotes from {IsoTime.Format(series.StartNanos)}, {shift}{cut}";
    }

    /// <summary>In hundredths, rounded up: a promise of zero is not kept by rounding.</summary>
    private static string PerProposal(DemoSummary s)
    {
        if (s.MeasuredProposals == 0)
        {
            return "0";
        }

        var hundredths = (s.AllocatedBytes * 100 + s.MeasuredProposals - 1) / s.MeasuredProposals;
        return string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:D2}");
    }

    private static string Hash(ChronosEngine engine) => Convert.ToHexStringLower(engine.Options.Policy.Hash);

    private static string StateHash(ChronosEngine engine) => Convert.ToHexStringLower(engine.State.Hash());

    private static string N(long value) => value.ToString(CultureInfo.InvariantCulture);

    private void Line(string text)
    {
        if (!json)
        {
            output.WriteLine(text);
        }
    }
}
