using Chronos.Core.Journal;
using Chronos.Core.Replay.Snapshots;
using Chronos.Core.Journal.Proof;

namespace Chronos.Host.Audit;

/// <summary>What a check of all bytes of a journal found.</summary>
/// <param name="Report">The verdict recovery would come to.</param>
/// <param name="Records">Good records read, in order.</param>
/// <param name="LastSequence">Sequence of the last of them.</param>
/// <param name="LastCrc">Chain value after the last good record.</param>
/// <param name="FirstBad">Where reading ended before its time, or null.</param>
/// <param name="RemovedSequence">Last sequence removed by retention; 0 for none.</param>
/// <param name="BadSnapshots">Snapshots that are not good; none of them makes the journal less than intact.</param>
/// <param name="Checkpoints">What the comparison with the checkpoints found.</param>
internal sealed record Verification(
    RecoveryReport Report,
    long Records,
    long LastSequence,
    uint LastCrc,
    string? FirstBad,
    long RemovedSequence,
    IReadOnlyList<RecoveryFinding> BadSnapshots,
    CheckpointAuditReport Checkpoints)
{
    /// <summary>True when nothing is damaged or missing. A writer that died without closing damages nothing.</summary>
    public bool IsIntact => FirstBad is null && !Report.IsRefused && Checkpoints.Problems.Count == 0
        && (IsClosed || Report.Verdict is RecoveryVerdict.UncleanEmptyTail or RecoveryVerdict.RingAhead or RecoveryVerdict.RingIgnored);

    /// <summary>True when the last writer closed it in good order.</summary>
    public bool IsClosed => Report.Verdict == RecoveryVerdict.Clean;

    /// <summary>Good records that no checkpoint covers.</summary>
    public long Unsealed => Math.Max(0, LastSequence - Checkpoints.SealedSequence);

    /// <summary>
    /// Checks a journal; changes nothing. From its newest good snapshot on, where asked to: of what is older only the headers
    /// of segments and the checkpoints are read then.
    /// </summary>
    /// <param name="directory">Directory of the segments.</param>
    /// <param name="ringDirectory">Directory of the ring; null for the default one.</param>
    /// <param name="fromSnapshot">Whether the newest good snapshot stands for what is older.</param>
    /// <param name="keys">Keys that may have signed checkpoints; none to take any.</param>
    /// <param name="head">A head that must be among the checkpoints'; null for none.</param>
    public static Verification Of(
        string directory, string? ringDirectory, bool fromSnapshot, IReadOnlyList<CheckpointKey> keys, byte[]? head = null)
    {
        var trusted = fromSnapshot ? SnapshotReplay.Newest(directory).Sequence : 0;
        var report = Recovery.Inspect(directory, ringDirectory, trusted);
        var first = report.IsRefused ? 1 : JournalReader.FirstSequence(directory);
        var checkpoints = Audit(directory, keys, head, Math.Max(first - 1, trusted));
        using var reader = JournalReader.Open(directory, Math.Max(first, trusted + 1));
        long records = 0;
        long last = 0;
        string? bad = null;
        IReadOnlyList<RecoveryFinding> badSnapshots = [];
        try
        {
            while (reader.TryRead(out var record))
            {
                records++;
                last = record.Sequence;
            }

            (bad, badSnapshots) = JudgeSnapshots(directory, first);
        }
        catch (JournalCorruptException e)
        {
            bad = $"record {e.Sequence}: {e.Message}";
        }

        return new Verification(report, records, last, reader.LastRecordCrc, bad, first - 1, badSnapshots, checkpoints);
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
            w.WriteStartObject("seal");
            w.WriteNumber("checkpoints", Checkpoints.Checkpoints);
            w.WriteNumber("sealed", Checkpoints.SealedSequence);
            w.WriteNumber("unsealed", Unsealed);
            w.WriteString("head", Checkpoints.Head);
            w.WriteBoolean("authenticated", Checkpoints.IsAuthenticated);
            WriteList("keys", Checkpoints.Fingerprints);
            WriteList("problems", Checkpoints.Problems);
            w.WriteEndObject();

            void WriteList(string name, IReadOnlyList<string> texts)
            {
                w.WriteStartArray(name);
                foreach (var text in texts)
                {
                    w.WriteStringValue(text);
                }

                w.WriteEndArray();
            }
        })
        : Text());

    private string Text()
    {
        List<string> lines =
        [
            !IsIntact ? $"NOT INTACT: {(Report.IsRefused || Checkpoints.Problems.Count == 0 ? Report.Verdict.ToString() : "not what was sealed")}"
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
        if (Checkpoints.Head is null)
        {
            lines.Add("sealed       no: there are no checkpoints");
        }
        else
        {
            lines.Add($"sealed       up to sequence {Checkpoints.SealedSequence} by {Checkpoints.Checkpoints} checkpoints, {Unsealed} records after it");
            lines.Add($"head         {Checkpoints.Head}");
            lines.AddRange(Checkpoints.Fingerprints.Select(f =>
                $"signed by    {f}{(Checkpoints.IsAuthenticated ? "" : ", NOT AUTHENTICATED: give its public key with --checkpoint-key")}"));
        }

        lines.AddRange(Checkpoints.Problems.Select(p => $"seal broken  {p}"));
        return string.Join(Environment.NewLine, lines);
    }

    private static CheckpointAuditReport Audit(string directory, IReadOnlyList<CheckpointKey> keys, byte[]? head, long trustedSequence)
    {
        try
        {
            return new CheckpointAudit(directory, keys, head, trustedSequence).Run();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalRefusedException)
        {
            return new CheckpointAuditReport
            {
                Checkpoints = 0,
                SealedSequence = 0,
                Head = null,
                Fingerprints = [],
                IsAuthenticated = keys.Count != 0,
                Problems = [$"could not be compared: {e.Message}"],
            };
        }
    }
}
