using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>
/// What somebody without the key can do who mends every CRC, number and chain: without its checkpoints the journal is
/// clean, with them the place is found.
/// </summary>
public sealed class ForgeryTests : IDisposable
{
    private readonly SealedJournal _journal = new();

    public ForgeryTests() => _journal.SealAnew(recordsMax: 4);

    public void Dispose() => _journal.Dispose();

    public static TheoryData<string> Forgeries =>
    [
        "payload", "time", "type", "epoch", "dropped", "duplicated", "swapped", "inserted", "frame time", "frames split",
        "frames joined", "heartbeat", "header time", "header policy", "header mode",
    ];

    [Fact]
    public void PuttingItTogetherAgainChangesNothing()
    {
        var before = _journal.Journal.DataHash();
        new Forger(_journal.Data).Save();
        Assert.Equal(before, _journal.Journal.DataHash());
        Assert.True(_journal.IsIntact());
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void IsFoundWhereItWasDone(string forgery)
    {
        var checkpoints = _journal.Read();
        var forgeries = 0;
        for (var place = 2; place < _journal.Records - 2; place += 5)
        {
            using var copy = _journal.Journal.CopyAsCrashed();
            var forger = new Forger(copy.Data);
            var (sequence, offset) = Forge(forger, forgery, place);
            if (!forger.Fits)
            {
                continue;
            }

            forgeries++;
            forger.Save();

            // The first checkpoint over what was touched: a record with the frame of its batch, or a place in its segment.
            var expected = checkpoints.Find(c => offset is null
                ? sequence >= c.FirstSequence && sequence <= c.LastSequence
                : sequence == c.Segment && offset >= c.StartOffset && offset < c.EndOffset)!;
            AssertFound(copy, expected, RecoveryVerdict.Clean);
        }

        // How many fit depends on how the journal fell into segments; one that does not fit is no forgery.
        Assert.NotEqual(0, forgeries);
    }

    [Fact]
    public void RecordsCutFromTheEndAreMissed()
    {
        var checkpoints = _journal.Read();
        for (var left = _journal.Records - 1; left > 0; left -= 3)
        {
            using var copy = _journal.Journal.CopyAsCrashed();
            var forger = new Forger(copy.Data);
            var (segment, index) = forger.Find(left);
            var close = forger.Segments[^1].Items[^1];
            segment.Items.RemoveRange(index + 1, segment.Items.Count - index - 1);
            segment.Items.Add(close);
            forger.Segments.RemoveRange(forger.Segments.IndexOf(segment) + 1, forger.Segments.Count - forger.Segments.IndexOf(segment) - 1);
            forger.Save();

            // Where a checkpoint ends with that record, only those after it can tell.
            var expected = checkpoints.Find(c => c.LastSequence > left || (c.LastSequence == left && c.Records == 0))!;
            AssertFound(copy, expected, RecoveryVerdict.Clean, orEarlier: true);
            Assert.Equal(RecoveryVerdict.Truncated, copy.Inspect().Verdict);
        }
    }

    [Fact]
    public void MissingClosingFrameIsFound()
    {
        using var copy = _journal.Journal.CopyAsCrashed();
        var forger = new Forger(copy.Data);
        forger.Segments[^1].Items.RemoveAt(forger.Segments[^1].Items.Count - 1);
        forger.Save();

        AssertFound(copy, _journal.Read()[^1], RecoveryVerdict.UncleanEmptyTail);
    }

    [Fact]
    public void SwappedAndMissingSegmentsAreFound()
    {
        foreach (var (first, second) in new[] { (0, 1), (1, 2), (0, 2) })
        {
            using var copy = _journal.Journal.CopyAsCrashed();
            var forger = new Forger(copy.Data);
            var ends = forger.Segments.ConvertAll(s => s.Items[^1]);
            (forger.Segments[first], forger.Segments[second]) = (forger.Segments[second], forger.Segments[first]);
            for (var i = 0; i < ends.Count; i++)
            {
                forger.Segments[i].Items[^1] = ends[i];
            }

            var firstOfSegment = _journal.Read().Find(c => c.StartOffset == 0 && c.Segment == SegmentsOf(_journal.Journal)[first])!;
            forger.Save();
            AssertFound(copy, firstOfSegment, RecoveryVerdict.Clean);
        }

        for (var gone = 0; gone < 2; gone++)
        {
            using var copy = _journal.Journal.CopyAsCrashed();
            var forger = new Forger(copy.Data);
            forger.Segments.RemoveAt(gone);
            forger.Save();
            var firstOfSegment = _journal.Read().Find(c => c.StartOffset == 0 && c.Segment == SegmentsOf(_journal.Journal)[gone])!;
            AssertFound(copy, firstOfSegment, RecoveryVerdict.Clean);
        }
    }

    [Fact]
    public void SegmentOfAnotherSealedJournalIsFound()
    {
        using var other = new SealedJournal();
        using var copy = _journal.Journal.CopyAsCrashed();
        var forger = new Forger(copy.Data);
        var engineId = forger.Segments[1].Header.EngineId;
        forger.Segments[1] = new Forger(other.Data).Segments[1];
        forger.Segments[1].Header = forger.Segments[1].Header with { EngineId = engineId };
        var firstOfSegment = _journal.Read().Find(c => c.StartOffset == 0 && c.Segment == SegmentsOf(_journal.Journal)[1])!;
        forger.Save();

        AssertFound(copy, firstOfSegment, RecoveryVerdict.Clean);
    }

    /// <summary>A journal sealed anew with another key is consistent in itself; that it is another's, the public key tells.</summary>
    [Fact]
    public void OnlyTheKeyTellsAJournalThatWasSealedAnew()
    {
        using var copy = _journal.Journal.CopyAsCrashed();
        var forger = new Forger(copy.Data);
        Forge(forger, "payload", 5);
        forger.Save();
        File.Delete(CheckpointFile.PathIn(copy.Data));
        using (var signer = CheckpointSigner.Create())
        using (var maker = new CheckpointMaker(copy.Data, EngineIdentity.TryRead(copy.Data), signer, copy.Disk))
        {
            maker.Seal(_journal.Records, isClosed: true, _ => { });
        }

        var withoutKey = new CheckpointAudit(copy.Data, [], null).Run();
        Assert.Empty(withoutKey.Problems);
        Assert.False(withoutKey.IsAuthenticated);
        Assert.NotEqual(_journal.Key.Fingerprint, Assert.Single(withoutKey.Fingerprints));

        var withKey = new CheckpointAudit(copy.Data, [_journal.Key], null).Run();
        Assert.Contains(withoutKey.Fingerprints[0], withKey.Problems[0], StringComparison.Ordinal);
        Assert.Contains("checkpoint 1 is signed by another key", withKey.Problems[0], StringComparison.Ordinal);
    }

    /// <summary>
    /// Cut at a checkpoint, records and checkpoints together, the rest is a journal like any other; a head noted elsewhere tells.
    /// </summary>
    [Fact]
    public void OnlyAHeadNotedElsewhereTellsAJournalCutTogetherWithItsCheckpoints()
    {
        var checkpoints = _journal.Read();
        var last = checkpoints.FindLast(c => c.LastSequence < _journal.Records - 20 && c.Records > 0)!;
        using var copy = _journal.Journal.CopyAsCrashed();
        var forger = new Forger(copy.Data);
        var (segment, _) = forger.Find(last.LastSequence);
        var kept = 0;
        for (long end = SegmentHeader.DataOffset; end < last.EndOffset; kept++)
        {
            end += segment.Items[kept].Length;
        }

        segment.Items.RemoveRange(kept, segment.Items.Count - kept);
        forger.Segments.RemoveAll(s => s.Header.Number > segment.Header.Number);
        forger.Save();
        using (var file = File.OpenWrite(CheckpointFile.PathIn(copy.Data)))
        {
            file.SetLength(last.Number * Checkpoint.Bytes);
        }

        Assert.Empty(new CheckpointAudit(copy.Data, [_journal.Key], last.Head()).Run().Problems);
        var head = checkpoints[^1].Head();
        var problem = Assert.Single(new CheckpointAudit(copy.Data, [_journal.Key], head).Run().Problems);
        Assert.Contains(Convert.ToHexStringLower(head), problem, StringComparison.Ordinal);
        Assert.Empty(_journal.Audit(head: head).Problems);
        Assert.Empty(_journal.Audit(head: last.Head()).Problems);
    }

    private static List<long> SegmentsOf(JournalFixture journal) =>
        [.. new Forger(journal.Data).Segments.Select(s => s.Header.FirstSequence)];

    /// <summary>Without checkpoints all is in order; with them, the first problem is the checkpoint that covers the place.</summary>
    private void AssertFound(JournalFixture copy, Checkpoint expected, RecoveryVerdict withoutCheckpoints, bool orEarlier = false)
    {
        var path = CheckpointFile.PathIn(copy.Data);
        File.Move(path, path + ".away");
        var report = copy.Inspect();
        Assert.True(report.Verdict == withoutCheckpoints, report.Message);
        File.Move(path + ".away", path);

        var problems = new CheckpointAudit(copy.Data, [_journal.Key], null).Run().Problems;
        Assert.NotEmpty(problems);
        var number = NumberIn(problems[0]);
        Assert.True(
            number == expected.Number || (orEarlier && number < expected.Number && number >= expected.Number - 1),
            $"expected checkpoint {expected.Number}: {problems[0]}");
        Assert.Contains(JournalFiles.SegmentPrefix, problems[0], StringComparison.Ordinal);
        Assert.Contains($"sequences {_journal.Read()[(int)number - 1].FirstSequence} to", problems[0], StringComparison.Ordinal);
    }

    private static long NumberIn(string problem)
    {
        const string mark = "checkpoint ";
        var at = problem.LastIndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return long.Parse(problem.AsSpan(at, problem.IndexOf(':', at) - at));
    }

    /// <summary>Does it near a place; answers the sequence touched first, or the segment and byte where it is no record.</summary>
    private static (long Sequence, long? Offset) Forge(Forger forger, string forgery, long sequence)
    {
        var (segment, index) = forger.Find(sequence);
        var record = segment.Items[index];
        switch (forgery)
        {
            case "payload":
                record[JournalRecord.HeaderBytes] ^= 1;
                return (sequence, null);
            case "time":
                Forger.HeaderOf(record).TimeNanos++;
                return (sequence, null);
            case "type":
                Forger.HeaderOf(record).Type++;
                return (sequence, null);
            case "epoch":
                Forger.HeaderOf(record).Epoch--;
                return (sequence, null);
            case "dropped":
                segment.Items.RemoveAt(index);
                return (sequence, null);
            case "duplicated":
                segment.Items.Insert(index, (byte[])record.Clone());
                return (sequence, null);
            case "swapped":
                var (other, at) = forger.Find(sequence + 1);
                (segment.Items[index], other.Items[at]) = (other.Items[at], record);
                return (sequence, null);
            case "inserted":
                var made = (byte[])record.Clone();
                made[^1] ^= 1;
                segment.Items.Insert(index + 1, made);
                return (sequence, null);
            default:
                return ForgeFrame(forgery, segment, index);
        }
    }

    private static (long Segment, long? Offset) ForgeFrame(string forgery, ForgedSegment segment, int index)
    {
        var frame = segment.Items.FindLastIndex(index, Forger.IsFrame);
        var offset = SegmentHeader.DataOffset + segment.Items.Take(frame).Sum(item => (long)item.Length);
        switch (forgery)
        {
            case "frame time":
                Forger.HeaderOf(segment.Items[frame]).TimeNanos++;
                break;
            case "frames split" when index > frame + 1:
                segment.Items.Insert(index, (byte[])segment.Items[frame].Clone());
                break;
            case "frames split":
            case "heartbeat":
                segment.Items.Insert(frame, (byte[])segment.Items[frame].Clone());
                break;
            case "frames joined":
                // The batch takes the records of the next one, or a heartbeat goes.
                segment.Items.RemoveAt(segment.Items.FindIndex(index, Forger.IsFrame));
                break;
            case "header time":
                segment.Header = segment.Header with { CreatedNanos = segment.Header.CreatedNanos + 1 };
                offset = 0;
                break;
            case "header policy":
                segment.Header = segment.Header with { PolicyHash = new byte[32] };
                offset = 0;
                break;
            case "header mode":
                segment.Header = segment.Header with { Mode = 2 };
                offset = 0;
                break;
            default:
                throw new InvalidOperationException(forgery);
        }

        return (segment.Header.FirstSequence, offset);
    }
}
