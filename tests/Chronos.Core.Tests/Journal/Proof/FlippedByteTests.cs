using System.Diagnostics;
using Chronos.Core.Journal;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>One flipped byte, anywhere in a sealed journal, is detected.</summary>
public class FlippedByteTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryByteOfASmallJournalIsGuarded()
    {
        using var journal = new SealedJournal(segments: 2);
        journal.SealAnew(recordsMax: 20);
        Assert.True(journal.IsIntact());
        var checkpoints = journal.Read();
        var watch = Stopwatch.StartNew();
        var flips = 0;
        foreach (var path in Guarded(journal))
        {
            var bytes = File.ReadAllBytes(path);
            var isSealedTo = checkpoints.FindLast(c => path.EndsWith(JournalFiles.SegmentName(c.Segment), StringComparison.Ordinal))?.EndOffset ?? 0;
            for (var offset = 0; offset < bytes.Length; offset++)
            {
                AssertFlipIsSeen(journal, path, offset, bytes[offset], isSealed: offset < isSealedTo);
                flips++;
            }
        }

        Assert.True(journal.IsIntact());
        output.WriteLine($"{flips} flips in {watch.Elapsed}");
    }

    [Fact]
    public void BytesOfALargerJournalAreGuardedBySample()
    {
        const int samples = 400;
        using var journal = new SealedJournal(segments: 4, segmentBytes: 256 * 1024);
        journal.SealAnew(recordsMax: 200);
        Assert.True(journal.IsIntact());
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, {journal.Records} records");
        var random = new Random(seed);
        var paths = Guarded(journal);
        for (var i = 0; i < samples; i++)
        {
            var path = paths[i % paths.Count];
            var bytes = File.ReadAllBytes(path);
            var offset = random.Next(bytes.Length);
            AssertFlipIsSeen(journal, path, offset, bytes[offset], isSealed: false);
        }

        Assert.True(journal.IsIntact());
    }

    private static List<string> Guarded(SealedJournal journal) =>
        [.. journal.Journal.Segments(), journal.Checkpoints, Path.Combine(journal.Data, JournalFiles.EngineIdName)];

    /// <summary>What is sealed must be seen by the hashes alone, everything else by the check as a whole.</summary>
    private static void AssertFlipIsSeen(SealedJournal journal, string path, int offset, byte value, bool isSealed)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.Write(file, [(byte)(value ^ (1 << (offset & 7)))], offset);
        var isIntact = isSealed ? journal.Audit().Problems.Count == 0 : journal.IsIntact();
        RandomAccess.Write(file, [value], offset);
        Assert.False(isIntact, $"byte {offset} of {path} can be flipped unseen");
    }
}
