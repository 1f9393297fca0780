using System.Globalization;
using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.CrashChild;

/// <summary>
/// A disk whose n-th call that changes something kills or stops the process, just before it is made or just after. Named
/// <c>kill:before:all:N</c>: <c>kill</c> or <c>stop</c>, <c>before</c> or <c>after</c>, counted over <c>all</c> threads, or
/// from the first <c>roll</c> to another segment on and on the thread that rolls.
/// </summary>
internal sealed class SignalingDisk : IDisk
{
    private readonly DiskSync _disk = new();
    private readonly Lock _lock = new();
    private readonly Action _signal;
    private readonly bool _isBefore;
    private readonly bool _fromRoll;
    private readonly int _call;
    private int _segments;
    private int _rollThread;
    private int _calls;

    private SignalingDisk(string[] name)
    {
        _signal = name[0] switch
        {
            "kill" => OwnProcess.Kill,
            "stop" => OwnProcess.Stop,
            _ => throw new ArgumentException($"{name[0]} is no signal"),
        };
        _isBefore = name[1] == "before";
        _fromRoll = name[2] == "roll";
        _call = int.Parse(name[3], CultureInfo.InvariantCulture);
    }

    /// <summary>The disk of that name; null where the name is not of this kind.</summary>
    public static SignalingDisk? TryMake(string name) => name.Split(':') is { Length: 4 } parts ? new SignalingDisk(parts) : null;

    public int Read(SafeFileHandle file, Span<byte> bytes, long offset) => _disk.Read(file, bytes, offset);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        var signals = Enter(nameof(Write));
        _disk.Write(file, bytes, offset);
        Leave(signals);
    }

    public void SyncData(SafeFileHandle file) => Make(nameof(SyncData), () => _disk.SyncData(file));

    public void SyncAll(SafeFileHandle file) => Make(nameof(SyncAll), () => _disk.SyncAll(file));

    public void Move(string from, string to)
    {
        if (Path.GetFileName(to).StartsWith(JournalFiles.SegmentPrefix, StringComparison.Ordinal) && ++_segments == 2)
        {
            Volatile.Write(ref _rollThread, Environment.CurrentManagedThreadId);
        }

        Make(nameof(Move), () => _disk.Move(from, to));
    }

    public void Delete(string path) => Make(nameof(Delete), () => _disk.Delete(path));

    public void SyncDirectory(string path) => Make(nameof(SyncDirectory), () => _disk.SyncDirectory(path));

    public int CountNames(SafeFileHandle file) => _disk.CountNames(file);

    private void Make(string what, Action call)
    {
        var signals = Enter(what);
        call();
        Leave(signals);
    }

    /// <summary>Counts a call; whether the signal comes behind it.</summary>
    private bool Enter(string what)
    {
        lock (_lock)
        {
            if ((_fromRoll && Volatile.Read(ref _rollThread) != Environment.CurrentManagedThreadId) || ++_calls != _call)
            {
                return false;
            }
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"signal at call {_call}, {what}"));
        if (_isBefore)
        {
            _signal();
        }

        return !_isBefore;
    }

    private void Leave(bool signals)
    {
        if (signals)
        {
            _signal();
        }
    }
}
