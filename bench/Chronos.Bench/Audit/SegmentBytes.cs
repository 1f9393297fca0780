using System.Diagnostics;
using System.Security.Cryptography;
using Chronos.Core.Journal;

namespace Chronos.Bench.Audit;

/// <summary>Reads all segments of a journal and does no more with their bytes than it is told: what no check of them can undercut.</summary>
internal static class SegmentBytes
{
    private const int StretchBytes = 2 << 20;

    /// <summary>Seconds of reading everything, one thread.</summary>
    public static double Read(string directory)
    {
        var buffer = new byte[StretchBytes];
        var start = Stopwatch.GetTimestamp();
        foreach (var path in JournalFiles.Segments(directory))
        {
            using var file = File.OpenHandle(path);
            for (long offset = 0; RandomAccess.Read(file, buffer, offset) is > 0 and var read;)
            {
                offset += read;
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Reads and hashes everything in large stretches, on as many threads as there are processors.</summary>
    public static void Hash(string directory)
    {
        var stretches = JournalFiles.Segments(directory)
            .SelectMany(path => Enumerable.Range(0, (int)((new FileInfo(path).Length + StretchBytes - 1) / StretchBytes)).Select(i => (path, i)))
            .ToArray();
        Parallel.For(
            0, stretches.Length,
            () => new byte[StretchBytes],
            (i, _, buffer) =>
            {
                var (path, place) = stretches[i];
                using var file = File.OpenHandle(path);
                var read = RandomAccess.Read(file, buffer, (long)place * StretchBytes);
                SHA256.HashData(buffer.AsSpan(0, read), stackalloc byte[SHA256.HashSizeInBytes]);
                return buffer;
            },
            _ => { });
    }
}
