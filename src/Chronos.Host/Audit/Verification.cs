using Chronos.Core.Journal;

namespace Chronos.Host.Audit;

/// <summary>What a check of all bytes of a journal found.</summary>
/// <param name="Report">The verdict recovery would come to.</param>
/// <param name="Records">Good records read from the start.</param>
/// <param name="LastCrc">Chain value after the last good record.</param>
/// <param name="FirstBad">Where reading ended before its time, or null.</param>
internal sealed record Verification(RecoveryReport Report, long Records, uint LastCrc, string? FirstBad)
{
    /// <summary>True when nothing is damaged or missing. A writer that died without closing damages nothing.</summary>
    public bool IsIntact => FirstBad is null && !Report.IsRefused
        && (IsClosed || Report.Verdict is RecoveryVerdict.UncleanEmptyTail or RecoveryVerdict.RingAhead or RecoveryVerdict.RingIgnored);

    /// <summary>True when the last writer closed it in good order.</summary>
    public bool IsClosed => Report.Verdict == RecoveryVerdict.Clean;

    /// <summary>Checks a journal; changes nothing.</summary>
    public static Verification Of(string directory, string? ringDirectory)
    {
        var report = Recovery.Inspect(directory, ringDirectory);
        using var reader = JournalReader.Open(directory);
        long records = 0;
        try
        {
            while (reader.TryRead(out _))
            {
                records++;
            }

            return new Verification(report, records, reader.LastRecordCrc, null);
        }
        catch (JournalCorruptException e)
        {
            return new Verification(report, records, reader.LastRecordCrc, $"record {e.Sequence}: {e.Message}");
        }
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
            w.WriteStartArray("findings");
            foreach (var finding in Report.Findings)
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

        lines.AddRange(Report.Findings.Select(f => $"finding      {f.Verdict}: {f.Message}"));
        return string.Join(Environment.NewLine, lines);
    }
}
