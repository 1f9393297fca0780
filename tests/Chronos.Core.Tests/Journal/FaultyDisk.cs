using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// A disk whose n-th call fails once armed; everything else is real, but for syncs when told to skip them.
/// </summary>
internal sealed class FaultyDisk(bool skipSyncs = false) : IDisk
{
    private readonly DiskSync _disk = new();
    private int _calls;

    /// <summary>Which call from now on fails; 0 for none.</summary>
    public int FailAtCall { get; set; }

    /// <summary>Only calls of these names count.</summary>
    public string CallNames { get; set; } = "Write SyncData SyncAll SyncDirectory";

    /// <summary>Every counted call fails.</summary>
    public bool FailAlways { get; set; }

    public int Calls => _calls;

    /// <summary>Names of all calls, in order; for tests on one thread.</summary>
    public List<string> Log { get; } = [];

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Count(nameof(Write));
        _disk.Write(file, bytes, offset);
    }

    public void SyncData(SafeFileHandle file)
    {
        Count(nameof(SyncData));
        if (!skipSyncs)
        {
            _disk.SyncData(file);
        }
    }

    public void SyncAll(SafeFileHandle file)
    {
        Count(nameof(SyncAll));
        if (!skipSyncs)
        {
            _disk.SyncAll(file);
        }
    }

    public void Move(string from, string to) => _disk.Move(from, to);

    public void Delete(string path) => _disk.Delete(path);

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    public void SyncDirectory(string path)
    {
        Count(nameof(SyncDirectory));
        if (!skipSyncs)
        {
            _disk.SyncDirectory(path);
        }
    }

    private void Count(string name)
    {
        lock (Log)
        {
            Log.Add(name);
        }

        if (CallNames.Contains(name, StringComparison.Ordinal)
            && (Interlocked.Increment(ref _calls) == FailAtCall || FailAlways))
        {
            throw new IOException($"{name} made to fail", 5);
        }
    }
}
