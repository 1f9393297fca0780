using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;

namespace Chronos.Host.Audit;

/// <summary>What a check of all bytes of a journal found.</summary>
/// <param name="Report">The verdict recovery would come to.</param>
/// <param name="Records">Good records read, in order.</param>
/// <param name="LastCrc">Chain value after the last good record.</param>
/// <param name="FirstBad">Where reading ended before its time, or null.</param>
/// <param name="RemovedSequence">Last sequence removed by retention; 0 for none.</param>
/// <param name="BadSnapshots">Snapshots that are not good; none of them makes the journal less than intact.</param>
internal sealed record Verification(
    RecoveryReport Report, long Records, uint LastCrc, string? FirstBad, long RemovedSequence, IReadOnlyList<RecoveryFinding> BadSnapshots)
{
    /// <summary>True when nothing is damaged or missing. A writer that died without closing damages nothing.</summary>
    public bool IsIntact => FirstBad is null && !Report.IsRefused
        && (IsClosed || Report.Verdict is RecoveryVerdict.UncleanEmptyTail or RecoveryVerdict.RingAhead or RecoveryVerdict.RingIgnored);

    /// <summary>True when the last writer closed it in good order.</summary>
    public bool IsClosed => Report.Verdict == RecoveryVerdict.Clean;

    /// <summary>
    /// Checks a journal; changes nothing. From its newest good snapshot on, where asked to: of what is older only the headers
    /// of segments are read then.
    /// </summary>
    public static Verification Of(string directory, string? ringDirectory, bool fromSnapshot)
    {
        var trusted = fromSnapshot ? SnapshotReplay.Newest(directory).Sequence : 0;
        var report = Recovery.Inspect(directory, ringDirectory, trusted);
        long records = 0;
        var first = report.IsRefused ? 1 : JournalReader.FirstSequence(directory);
        using var reader = JournalReader.Open(directory, Math.Max(first, trusted + 1));
        try
        {
            while (reader.TryRead(out _))
            {
                records++;
            }

            var (missing, bad) = JudgeSnapshots(directory, first);
            return new Verification(report, records, reader.LastRecordCrc, missing, first - 1, bad);
        }
        catch (JournalCorruptException e)
        {
            return new Verification(report, records, reader.LastRecordCrc, $"record {e.Sequence}: {e.Message}", first - 1, []);
        }
    }

    /// <summary>What was removed must be in a good snapshot; a journal that is whole needs none.</summary>
    private static (string? Missing, IReadOnlyList<RecoveryFinding> Bad) JudgeSnapshots(string directory, long first)
    {
        if (EngineIdentity.TryRead(directory) is not { } engineId)
        {
            return (null, []);
        }

        var snapshots = new SnapshotDirectory(directory, engineId, new DiskSync());
        var good = snapshots.Good().Select(s => s.Sequence).ToList();
        var stands = first == 1 || good.Exists(sequence => sequence >= first - 1);
        return (
            stands ? null : $"record {first}: the journal begins here, and no good snapshot stands for what retention removed before",
            snapshots.Findings);
    }

    /// <summary>Prints it.</summary>
    public void Print(TextWriter output, bool json) => output.WriteLine(json
        ? JsonLine.Of(w =>
        {
            w.WriteBoolean("intact", IsIntact);
            w.WriteBoolean("closed", IsClosed);
            w.WriteString("verdict", Report.Verdict.ToString());
            w.WriteNumber("records", Records);
            w.WriteNumber("segments", Report.SegmentCount);
            w.WriteString("chain", $"{LastCrc:x8}");
            w.WriteString("firstBad", FirstBad);
            w.WriteNumber("removedSequence", RemovedSequence);
            w.WriteStartArray("findings");
            foreach (var finding in Report.Findings.Concat(BadSnapshots))
            {
                w.WriteStartObject();
                w.WriteString("verdict", finding.Verdict.ToString());
                w.WriteString("message", finding.Message);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        })
        : Text());

    private string Text()
    {
        List<string> lines =
        [
            !IsIntact ? $"NOT INTACT: {Report.Verdict}"
                : IsClosed ? "INTACT" : $"INTACT, but not closed ({Report.Verdict}): the next start takes care of it",
            $"records      {Records} in {Report.SegmentCount} segments, chain {LastCrc:x8}",
        ];
        if (FirstBad is not null)
        {
            lines.Add($"first bad    {FirstBad}");
        }

        if (RemovedSequence > 0)
        {
            lines.Add($"removed      up to sequence {RemovedSequence}, by retention");
        }

        lines.AddRange(Report.Findings.Concat(BadSnapshots).Select(f => $"finding      {f.Verdict}: {f.Message}"));
        return string.Join(Environment.NewLine, lines);
    }
}
