using System.Text.Json;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;
using Chronos.Host.Audit;

namespace Chronos.Host.Cli;

/// <summary>Decides a closed journal again under another policy and tells what flips.</summary>
internal static class WhatIfReading
{
    /// <summary>Flips told to people one by one; JSON has them all.</summary>
    private const int ToldMax = 20;

    private const string HeldFixed =
        "held fixed, as recorded: proposals, quotes, reports, snapshots and commands; which orders were sent; every fill";

    /// <summary>What would have been decided. A journal that is damaged fails the check, a policy that does not fit it is wrong input.</summary>
    public static WhatIfReport Of(string directory, Policy policy)
    {
        using var closed = ClosedJournal.Open(directory);
        using var whatIf = new WhatIf(policy);
        JournalReading.Run(closed.Directory, (in RecordView record) => whatIf.Take(in record));
        return whatIf.Report();
    }

    /// <summary>For people.</summary>
    public static IEnumerable<string> Describe(WhatIfReport report, Policy policy)
    {
        if (!report.Recorded.IsIdentical)
        {
            yield return $"the journal does not replay as recorded ({report.Recorded.FirstDifference}): what follows means little";
        }

        var unknown = report.Unknown;
        yield return $"unknown    {unknown.FillsOfHeldBack} fills kept of orders that would have been smaller or none; {unknown.OrdersNeverSent} orders of which no venue "
            + $"said what they would have met; {unknown.DecidedAfterFlip} proposals decided after the first flip, as if nothing had changed";
        var more = report.Flips.Where(f => f.LetsMoreThrough).ToList();
        var less = report.Flips.Where(f => !f.LetsMoreThrough).ToList();
        yield return $"journal    {report.Proposals} proposals under policy '{policy.Name}' version {policy.Version}: {report.Proposals - report.Flips.Count} decided the same";
        yield return $"more       {more.Count} let more through, worth {Worth(more)} together";
        yield return $"less       {less.Count} let less through, worth {Worth(less)} together";
        yield return HeldFixed;
        foreach (var (word, groups) in Groups(report, policy))
        {
            foreach (var group in groups)
            {
                yield return $"{word,-10} {group.Name}: {group.More} more, worth {group.NotionalMore}; {group.Less} less, worth {group.NotionalLess}";
            }
        }

        foreach (var flip in report.Flips.Take(ToldMax))
        {
            var p = flip.Decision.Proposal;
            yield return $"  sequence {flip.Sequence} {IsoTime.Format(flip.TimeNanos)} {policy.Strategies[p.Strategy.Value].Name} {p.Side} {p.Quantity} "
                + $"{policy.Instruments[p.Instrument.Value].Symbol}: recorded {Decided(flip.Recorded)}, now {Decided(flip.Decision.Record)}, worth {flip.Notional}";
        }

        if (report.Flips.Count > ToldMax)
        {
            yield return $"  and {report.Flips.Count - ToldMax} more; --json tells all";
        }
    }

    /// <summary>The members of a JSON object.</summary>
    public static void Write(Utf8JsonWriter w, WhatIfReport report, Policy policy)
    {
        w.WriteBoolean("recordedIdentical", report.Recorded.IsIdentical);
        w.WriteString("policyHash", Convert.ToHexStringLower(policy.Hash));
        w.WriteStartObject("unknown");
        w.WriteNumber("fillsOfHeldBack", report.Unknown.FillsOfHeldBack);
        w.WriteNumber("ordersNeverSent", report.Unknown.OrdersNeverSent);
        w.WriteNumber("decidedAfterFlip", report.Unknown.DecidedAfterFlip);
        w.WriteEndObject();
        w.WriteNumber("proposals", report.Proposals);
        w.WriteString("notionalLetThrough", Worth(report.Flips.Where(f => f.LetsMoreThrough)));
        w.WriteString("notionalHeldBack", Worth(report.Flips.Where(f => !f.LetsMoreThrough)));
        w.WriteString("heldFixed", HeldFixed);
        foreach (var (word, groups) in Groups(report, policy))
        {
            w.WriteStartArray(word == "gate" ? "byGate" : "byStrategy");
            foreach (var group in groups)
            {
                w.WriteStartObject();
                w.WriteString(word, group.Name);
                w.WriteNumber("more", group.More);
                w.WriteString("notionalMore", group.NotionalMore.ToString());
                w.WriteNumber("less", group.Less);
                w.WriteString("notionalLess", group.NotionalLess.ToString());
                w.WriteEndObject();
            }

            w.WriteEndArray();
        }

        w.WriteStartArray("flips");
        foreach (var flip in report.Flips)
        {
            var p = flip.Decision.Proposal;
            w.WriteStartObject();
            w.WriteNumber("sequence", flip.Sequence);
            w.WriteString("time", IsoTime.Format(flip.TimeNanos));
            w.WriteString("strategy", policy.Strategies[p.Strategy.Value].Name);
            w.WriteString("proposalId", p.Id.ToString());
            w.WriteString("instrument", policy.Instruments[p.Instrument.Value].Symbol);
            w.WriteString("side", p.Side.ToString());
            w.WriteString("quantity", p.Quantity.ToString());
            Write(w, "recorded", flip.Recorded);
            Write(w, "now", flip.Decision.Record);
            w.WriteString("notional", flip.Notional.ToString());
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter w, string name, in DecisionRecord decided)
    {
        w.WriteStartObject(name);
        w.WriteString("verdict", decided.Verdict.ToString());
        w.WriteString("permittedQuantity", (decided.Passes ? decided.PermittedQuantity : default).ToString());
        w.WriteString("bindingGate", decided.BindingGate == GateId.None ? null : decided.BindingGate.ToString());
        w.WriteString("reason", decided.Reason == ReasonCode.None ? null : decided.Reason.ToString());
        w.WriteEndObject();
    }

    private static string Decided(in DecisionRecord decided) => decided.Passes
        ? $"{decided.Verdict} {decided.PermittedQuantity}"
        : $"{decided.Verdict} by {decided.Reason}";

    private static string Worth(IEnumerable<WhatIfFlip> flips) => FlipGroup.Sum(flips).ToString();

    private static IEnumerable<(string Word, IReadOnlyList<FlipGroup> Groups)> Groups(WhatIfReport report, Policy policy) =>
    [
        ("gate", FlipGroup.ByGate(report.Flips)),
        ("strategy", FlipGroup.ByStrategy(report.Flips, policy)),
    ];
}
