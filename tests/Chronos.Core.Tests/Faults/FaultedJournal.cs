using System.Globalization;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Journal;

namespace Chronos.Core.Tests.Faults;

/// <summary>A journal of known records that other processes write, with what must hold after whatever happened to them.</summary>
internal sealed class FaultedJournal : IDisposable
{
    private readonly TemporaryDirectory _root = new();

    public FaultedJournal(string? data = null, string? ring = null)
    {
        Data = data ?? _root.File("data");
        Ring = ring ?? _root.File("ring");
    }

    public string Data { get; }

    public string Ring { get; }

    /// <summary>The build of the processes that write and recover it.</summary>
    public ChildBuild Build { get; set; } = ChildBuild.Shipped;

    public string ReasonFile => Path.Combine(Ring, JournalFiles.ReasonName);

    public string[] Segments => JournalFiles.Segments(Data);

    public JournalOptions Options => new() { DataDirectory = Data, RingDirectory = Ring, RingBytes = 64 * 1024, SegmentBytes = 16 * 1024 };

    public ChildProcess StartAppend(int records, Strace? strace = null, string disk = "synced") =>
        ChildProcess.Start(Build, strace, ["append", Data, Ring, records.ToString(CultureInfo.InvariantCulture), disk]);

    public ChildProcess.Ended Append(int records, Strace? strace = null, string disk = "synced")
    {
        using var process = StartAppend(records, strace, disk);
        return process.WaitForEnd();
    }

    public ChildProcess.Ended Recover(Strace? strace = null, string disk = "synced")
    {
        using var process = ChildProcess.Start(Build, strace, ["recover", Data, Ring, disk]);
        return process.WaitForEnd();
    }

    public RecoveryReport Inspect() => Recovery.Inspect(Data, Ring);

    public void LoseRing()
    {
        if (Directory.Exists(Ring))
        {
            Directory.Delete(Ring, recursive: true);
        }
    }

    /// <summary>Opens and repairs it; every record is there and right, and none that had been told synced is missing.</summary>
    public (RecoveryVerdict Verdict, long LastSequence) AssertWhole(long synced)
    {
        using var store = JournalStore.Open(Options, new SystemClock());
        using var reader = store.OpenReader();
        Assert.Equal(store.LastSequence, JournalFixture.AssertRecords(reader));
        Assert.True(store.LastSequence >= synced, $"{store.LastSequence} records are left of {synced} that were told synced");
        return (store.Found.Verdict, store.LastSequence);
    }

    public void Edit(string path, Action<byte[]> edit)
    {
        var bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    public FaultedJournal Copy()
    {
        var copy = new FaultedJournal();
        foreach (var (from, to) in new[] { (Data, copy.Data), (Ring, copy.Ring) })
        {
            Directory.CreateDirectory(to);
            foreach (var file in Directory.GetFiles(from))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }

        return copy;
    }

    /// <summary>A hash over names and bytes of everything in the data directory but the lock.</summary>
    public string DataHash()
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Data).Order(StringComparer.Ordinal).Where(f => Path.GetFileName(f) != JournalFiles.LockName))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public void Dispose() => _root.Dispose();
}
