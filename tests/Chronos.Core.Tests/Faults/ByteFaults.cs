using Chronos.Core.Journal;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Journal.Proof;
using Chronos.Core.Tests.Replay;
using Chronos.Core.Tests.Replay.Snapshots;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Faults;

/// <summary>Files whose bytes have been changed, taken away or exchanged.</summary>
[Trait("Category", "Fault")]
public class ByteFaults
{
    private const string Edited = "bytes edited";
    private const string Differs = "the bytes differ";

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.FlipAnywhereInVouchedBatchesIsCorrupt), "F050", "a bit flipped in every byte below what is vouched for", Edited, "Corrupt, with file, byte and sequence", Differs),
        Of(nameof(EveryBitOfEveryFieldIsGuarded), "F050a", "every bit of every field of a record and of a frame flipped", Edited, "Corrupt at that record, nothing behind it is taken", Differs),
        FaultRow.Of<FlippedByteTests>(nameof(FlippedByteTests.EveryByteOfASmallJournalIsGuarded), "F050b", "every byte of a sealed journal flipped", Edited, "found by verify, and where", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.LastBatchCutAtAnyByteIsTornOrEmptyAndKeepsItsWholeRecords), "F025", "the last record torn at every byte", "zeros from there on", "TornTail, its whole records stay, repaired again the same", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.HoleInTheLastBatchIsTornEvenWithWholeRecordsBehind), "F025a", "a sector missing in the last batch", "512 zeros", "TornTail, nothing behind the hole is taken", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.FlipInTheUnvouchedLastRecordIsTorn), "F051", "a bit flipped in the last record, not vouched for", Edited, "TornTail", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.RefusalNamesFileByteAndSequence), "F052", "a bit flipped in a closed journal", Edited, "Corrupt, exit 65", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.RemovedDuplicatedAndSwappedRecordsBreakTheChain), "F053", "batches removed, doubled, swapped", Edited, "BrokenChain", Differs),
        FaultRow.Of<ForgeryTests>(nameof(ForgeryTests.IsFoundWhereItWasDone), "F053a", "records changed, dropped, doubled, swapped, inserted, with every CRC made to fit", "forged files", "found by the checkpoints, and where", "recovery finds nothing"),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.MissingSegmentIsFoundWhereverItWas), "F054", "a segment missing", "file moved away", "MissingSegment", "the file is gone"),
        FaultRow.Of<RingRecoveryTests>(nameof(RingRecoveryTests.MissingLastSegmentIsTruncatedWhenTheRingKnowsMore), "F054a", "the last segment missing", "file deleted", "Truncated, by the ring", "the file is gone"),
        FaultRow.Of<SealerTests>(nameof(SealerTests.SealedRecordsThatAreGoneAreTruncatedOrCorruptNotTorn), "F054b", "sealed records missing at the end", Edited, "Truncated or Corrupt, by the checkpoints", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.DuplicatedAndSwappedSegmentsAreRefused), "F054c", "a segment doubled, two swapped", "files copied and renamed", "BrokenChain", "the names"),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.ShortenedSegmentIsTruncated), "F054d", "a segment cut short", "truncate", "Truncated", "the file's size"),
        Of(nameof(AZeroedSegmentIsRefused), "F054e", "a segment all zeros, first, middle, last", Edited, "HeaderCorrupt, exit 65", "all bytes are zero"),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.SegmentOfAnotherEngineIsForeign), "F055", "a segment of another engine", "file copied", "Foreign", "its engine id"),
        Of(nameof(OldBytesInASpareAreNotRecords), "F055a", "a spare with records of another run in it", "file copied", "not used, made anew", "the spare's bytes"),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.FlipAnywhereInOneHeaderCopyIsSeen), "F056", "one header copy damaged, at any byte", Edited, "HeaderRepaired", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.TwoBadHeaderCopiesAreRefused), "F056a", "both header copies damaged", Edited, "HeaderCorrupt", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.GarbageLengthIsBounded), "F057", "a length of 0, 3, 8, huge, all ones", Edited, "Corrupt, nothing allocated by it", Differs),
        Of(nameof(AZeroedSectorIsCorrupt), "F058", "512 or 4096 bytes zeroed in the middle, everywhere", Edited, "Corrupt", Differs),
        FaultRow.Of<RecoveryTests>(nameof(RecoveryTests.AnotherFormatIsFuture), "F059", "another format version", Edited, "Future, exit 66", Differs),
        FaultRow.Of<VerdictTableTests>(nameof(VerdictTableTests.ARecordThatMakesNoSenseIsCorrupt), "F059a", "a record that no engine writes", "forged length, every CRC made to fit", "Corrupt, exit 65", "recovery finds nothing"),
        FaultRow.Of<VerdictTableTests>(nameof(VerdictTableTests.IsGivenSaidAndActedOn), "F049", "every verdict of the journal's own", "journals with known bytes", "the verdict, its message, its code, what is left", "hash of the bytes"),
        FaultRow.Of<SnapshotFileTests>(nameof(SnapshotFileTests.NoticesEveryFlippedByte), "F060", "every byte of a snapshot flipped", Edited, "refused", Differs),
        FaultRow.Of<SnapshotStartTests>(nameof(SnapshotStartTests.PassesOverBadOnes), "F060a", "one, two, all snapshots damaged", Edited, "an older one serves, at last the whole journal; the same state hash", "SnapshotBad is told"),
        FaultRow.Of<SnapshotFileTests>(nameof(SnapshotFileTests.AnOlderOneServesWhereverWritingWasCut), "F060b", "writing a snapshot cut at every byte", Edited, "an older one serves", Differs),
        FaultRow.Of<SnapshotStartTests>(nameof(SnapshotStartTests.RefusesAJournalThatEndsBeforeASnapshot), "F061", "an old journal put under a newer snapshot", "segment deleted", "Truncated, exit 65", "the file is gone"),
        FaultRow.Of<RingRecoveryTests>(nameof(RingRecoveryTests.RingOfAnotherBootIsSetAside), "F062", "a ring of another boot", Edited, "RingIgnored, kept beside", "the boot id"),
        FaultRow.Of<RingRecoveryTests>(nameof(RingRecoveryTests.FlipInAPublishedRingRecordIsRefused), "F062a", "a bit flipped in a published record of the ring", Edited, "Corrupt", Differs),
        Of(nameof(RandomBytesOpenNothing), "F063", "random bytes for segment, ring, engine id, checkpoints, retention note", "files overwritten, 200 each, seed told", "a verdict, never another exception", Differs),
        FaultRow.Of<InclusionProofTests>(nameof(InclusionProofTests.NoByteOfAProofCanBeChanged), "F064", "every byte of a proof changed", Edited, "refused", Differs),
        FaultRow.Of<ForgeryTests>(nameof(ForgeryTests.RecordsCutFromTheEndAreMissed), "F064a", "sealed records cut from the end", "forged files", "found", Differs),
        FaultRow.Of<RetentionTests>(nameof(RetentionTests.ADeletionCutShortLeavesAJournalThatIsWhole), "F042", "deleting old segments is cut short", "test disk", "whole, goes on", "a file is left"),
        FaultRow.Of<FollowerRetentionTests>(nameof(FollowerRetentionTests.RemovesNothingBeforeItIsArchived), "F042a", "retention before the archive has come so far", "no archive mark", "nothing is removed", "the files are there"),
    ];

    [Fact]
    public void EveryBitOfEveryFieldIsGuarded()
    {
        using var journal = Written();
        var path = journal.Segments[0];
        var whole = File.ReadAllBytes(path);
        var record = SegmentHeader.DataOffset + JournalFrame.Bytes;
        for (var bit = 0; bit < 8 * (JournalFrame.Bytes + JournalRecord.HeaderBytes); bit++)
        {
            var flipped = (byte[])whole.Clone();
            flipped[SegmentHeader.DataOffset + (bit / 8)] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, flipped);
            var report = journal.Inspect();
            Assert.True(report.Verdict == RecoveryVerdict.Corrupt, $"bit {bit}: {report.Verdict} {report.Message}");
            Assert.Contains(bit < 8 * JournalFrame.Bytes ? $"at byte {SegmentHeader.DataOffset}," : $"at byte {record},", report.Message, StringComparison.Ordinal);
            Assert.Equal(0, report.LastSequence);
        }
    }

    [Fact]
    public void AZeroedSegmentIsRefused()
    {
        using var journal = Written();
        Assert.True(journal.Segments.Length >= 3);
        foreach (var path in journal.Segments)
        {
            var whole = File.ReadAllBytes(path);
            File.WriteAllBytes(path, new byte[whole.Length]);
            var report = journal.Inspect();
            Assert.Equal((RecoveryVerdict.HeaderCorrupt, true), (report.Verdict, report.IsRefused));
            Assert.Contains(path, report.Message, StringComparison.Ordinal);
            Assert.Equal((int)RefusalCode.Corrupt, journal.Recover().Code);
            File.WriteAllBytes(path, whole);
        }

        journal.AssertWhole(80);
    }

    [Fact]
    public void OldBytesInASpareAreNotRecords()
    {
        using var other = Written();
        using var journal = Written();
        foreach (var spare in Directory.GetFiles(journal.Data, "spare-*.cxj"))
        {
            File.Copy(other.Segments[0], spare, overwrite: true);
        }

        Assert.Equal(0, journal.Append(80).Code);
        Assert.Equal(160, journal.AssertWhole(160).LastSequence);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    public void AZeroedSectorIsCorrupt(int bytes)
    {
        using var journal = Written();
        var path = journal.Segments[0];
        var whole = File.ReadAllBytes(path);
        var end = Array.FindLastIndex(whole, b => b != 0) + 1 - JournalFrame.Bytes;
        var seen = 0;
        for (var at = SegmentHeader.DataOffset; at + bytes <= end; at += 512)
        {
            var zeroed = (byte[])whole.Clone();
            zeroed.AsSpan(at, bytes).Clear();
            File.WriteAllBytes(path, zeroed);
            Assert.Equal(RecoveryVerdict.Corrupt, journal.Inspect().Verdict);
            seen++;
        }

        Assert.NotEqual(0, seen);
    }

    [Fact]
    public void RandomBytesOpenNothing()
    {
        using var journal = KillFaults.WrittenAndKilled();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] victims = [journal.Segments[0], journal.Segments[^1], Path.Combine(journal.Ring, JournalFiles.RingName), Path.Combine(journal.Data, JournalFiles.EngineIdName), Path.Combine(journal.Data, JournalFiles.CheckpointsName), Path.Combine(journal.Data, JournalFiles.RetentionName)];
        foreach (var victim in victims)
        {
            var whole = File.Exists(victim) ? File.ReadAllBytes(victim) : null;
            for (var i = 0; i < 200; i++)
            {
                var bytes = (byte[])(whole ?? new byte[600]).Clone();
                var start = random.Next(bytes.Length);
                random.NextBytes(bytes.AsSpan(start, random.Next(1, Math.Min(4096, bytes.Length - start) + 1)));
                File.WriteAllBytes(victim, i % 4 == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
                var report = journal.Inspect();
                Assert.True(Enum.IsDefined(report.Verdict), $"seed {seed}");
            }

            Restore(victim, whole);
        }

        journal.AssertWhole(10);
    }

    private static void Restore(string path, byte[]? bytes)
    {
        if (bytes is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    private static FaultedJournal Written()
    {
        var journal = new FaultedJournal();
        Assert.Equal(0, journal.Append(80).Code);
        return journal;
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<ByteFaults>(method, id, fault, injected, expected, proof);
}
