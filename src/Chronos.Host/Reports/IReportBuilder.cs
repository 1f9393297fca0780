using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;

namespace Chronos.Host.Reports;

/// <summary>Gathers the figures of one report from a replay. One journal, one use.</summary>
internal interface IReportBuilder
{
    /// <summary>How its figures are meant.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Whether it looks at every gate's figures of a proposal.</summary>
    bool WantsFigures(Proposal proposal);

    /// <summary>Looks at a record that has been replayed. Those before the time asked about are shown too, marked so.</summary>
    void Take(AuditReplay replay, in RecordView record, bool isInRange);

    /// <summary>The tables, when all records have been taken.</summary>
    IReadOnlyList<ReportSection> Build(AuditReplay replay);
}
