using System.Diagnostics;
using System.Globalization;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Bench.Audit;

/// <summary>
/// <c>verify</c>: how fast an auditor's checks go through a journal: every CRC, frame and chain, and every sealed byte against
/// its checkpoint. Beside them, in the same rounds, what they cannot undercut: reading the bytes, and SHA-256 of them in large
/// stretches on as many threads.
/// </summary>
internal static class VerifyCommand
{
    private const double GigabytesPerSecondMin = 1;
    private const int BlockBytes = 64;

    // A hash takes one byte more for its kind, and a mark and a length behind it.
    private const int PaddingBytes = 1 + 1 + 8;

    public static int Run(BenchArguments arguments)
    {
        History.CheckRoom(arguments);
        using var rig = new EngineRig(arguments.DataDirectory, arguments.Wait, arguments.RingSize, new SystemClock());
        var report = new BenchReport
        {
            ["disk"] = $"{Machine.FileSystemOf(arguments.DataDirectory)} at {arguments.DataDirectory}; everything is in the page cache",
        };
        var history = History.Make(rig, arguments);
        if (history.Failure is not null)
        {
            return report.Print(arguments.Json, history.Failure);
        }

        rig.Release();
        using var signer = CheckpointSigner.Create();
        var seal = Timed(() => Seal(rig, signer));
        var failure = Measure(rig, signer, seal, arguments, report);
        return report.Print(arguments.Json, failure);
    }

    private static void Seal(EngineRig rig, CheckpointSigner signer)
    {
        using var maker = new CheckpointMaker(rig.Root, rig.Store.EngineId, signer, new DiskSync());
        maker.Seal(rig.Store.Watermarks.Synced, isClosed: true, _ => { });
    }

    private static string? Measure(EngineRig rig, CheckpointSigner signer, Cost seal, BenchArguments arguments, BenchReport report)
    {
        using var key = CheckpointKey.TryFromPoint(signer.Point)!;
        var bytes = History.BytesOf(rig.Root);
        var (reads, hashes, inspections, audits) = (new Cost[arguments.Rounds], new Cost[arguments.Rounds], new Cost[arguments.Rounds], new Cost[arguments.Rounds]);
        CheckpointAuditReport? sealedBytes = null;
        string? failure = null;
        for (var round = -1; round < arguments.Rounds && failure is null; round++)
        {
            // Round -1 warms up.
            var place = Math.Max(0, round);
            reads[place] = Timed(() => SegmentBytes.Read(rig.Root));
            hashes[place] = Timed(() => SegmentBytes.Hash(rig.Root));
            inspections[place] = Timed(() => failure = Recovery.Inspect(rig.Root, rig.RingRoot) is { IsRefused: true } r ? $"refused: {r.Verdict}" : null);
            audits[place] = Timed(() => sealedBytes = new CheckpointAudit(rig.Root, [key], keptHead: null).Run());
            failure ??= sealedBytes!.Problems.Count != 0 ? sealedBytes.Problems[0] : null;
            failure ??= sealedBytes!.SealedSequence == rig.Store.Watermarks.Synced ? null : "not everything was sealed";
        }

        var (leafBytes, treeBytes) = TreeOf(rig.Root);
        report["journal"] = string.Create(
            CultureInfo.InvariantCulture,
            $"{rig.Store.Watermarks.Synced} records, {bytes} bytes in segments, {leafBytes} sealed, {sealedBytes?.Checkpoints} checkpoints");
        report["a tree compresses"] = string.Create(CultureInfo.InvariantCulture, $"{(double)treeBytes / leafBytes:F2} bytes for each sealed one: padding, and two blocks for each node");
        Add(report, "reading, one thread", reads, bytes);
        Add(report, "SHA-256 in large stretches", hashes, bytes);
        Add(report, "CRCs, frames, chain", inspections, leafBytes);
        Add(report, "checkpoints", audits, leafBytes);
        Add(report, "sealing, one thread, once", [seal], leafBytes);
        report["checkpoints / SHA-256 of as many bytes as trees compress, processor time"] = Spread.Of(
            [.. audits.Zip(hashes, (a, h) => a.CpuSeconds / (h.CpuSeconds * treeBytes / bytes))]);
        Judge(report, "CRCs, frames, chain", inspections, leafBytes);
        Judge(report, "checkpoints", audits, leafBytes);
        return failure;
    }

    private static void Add(BenchReport report, string name, Cost[] costs, long bytes)
    {
        report[name] = string.Create(
            CultureInfo.InvariantCulture,
            $"{PerSecond(costs, bytes):F2} GB/s, {bytes / Spread.Median([.. costs.Select(c => c.CpuSeconds)]) / 1e9:F2} GB a second of a processor (medians)");
    }

    private static void Judge(BenchReport report, string name, Cost[] costs, long bytes) => report.Judge(
        $"{name} >= {GigabytesPerSecondMin} GB/s", PerSecond(costs, bytes), PerSecond(costs, bytes) >= GigabytesPerSecondMin);

    private static double PerSecond(Cost[] costs, long bytes) => bytes / Spread.Median([.. costs.Select(c => c.Seconds)]) / 1e9;

    /// <summary>Bytes of all leaves, and bytes of the blocks that are compressed for their trees.</summary>
    private static (long LeafBytes, long TreeBytes) TreeOf(string directory)
    {
        var (leafBytes, treeBytes) = (0L, 0L);
        using var window = new FileWindow(new DiskSync());
        foreach (var path in JournalFiles.Segments(directory))
        {
            window.Open(path);
            for (long offset = 0; SegmentLeaves.LengthAt(window, offset, window.Length) is > 0 and var length; offset += length)
            {
                leafBytes += length;
                treeBytes += Blocks(length) + Blocks(2 * MerkleHash.Bytes);
            }
        }

        return (leafBytes, treeBytes);
    }

    private static long Blocks(int bytes) => (bytes + PaddingBytes + BlockBytes - 1) / BlockBytes * BlockBytes;

    private static Cost Timed(Action action)
    {
        var (cpu, start) = (ThreadUsage.ProcessCpuNanos(), Stopwatch.GetTimestamp());
        action();
        return new Cost(Stopwatch.GetElapsedTime(start).TotalSeconds, (ThreadUsage.ProcessCpuNanos() - cpu) / 1e9);
    }

    private readonly record struct Cost(double Seconds, double CpuSeconds);
}
