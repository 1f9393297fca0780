using System.Runtime.CompilerServices;
using Chronos.Core.Journal;
using Microsoft.Win32.SafeHandles;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// The disk under a data directory. What everybody reads stands in real files; what would be left after a power cut stands
/// here, by sector and by name, and <see cref="CutPower"/> puts it into the directory. Outlives processes.
/// </summary>
internal sealed class SimulatedDisk(string directory, Draw draw, FaultPlan plan, Sabotage sabotage) : IDisk
{
    private const int NoSpaceError = 28;
    private const int InputOutputError = 5;

    private readonly ConditionalWeakTable<SafeFileHandle, SimulatedFile> _open = [];
    private readonly Dictionary<string, SimulatedFile> _names = new(StringComparer.Ordinal);
    private Dictionary<string, SimulatedFile> _durableNames = new(StringComparer.Ordinal);
    private readonly List<NameChange> _changes = [];
    private int _callsLeft;

    /// <summary>Whether the process that used the disk has died: nothing it still calls does anything.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Whether files cannot grow.</summary>
    public bool IsFull { get; set; }

    /// <summary>Calls that change something, so far.</summary>
    public long Calls { get; private set; }

    /// <summary>The files by name, as everybody sees them.</summary>
    public IReadOnlyDictionary<string, SimulatedFile> Files => _names;

    /// <summary>A process begins; it dies at one of its next calls where <paramref name="callsLeft"/> is not 0.</summary>
    public void Attach(int callsLeft = 0)
    {
        IsDead = false;
        _callsLeft = callsLeft;
    }

    /// <summary>The process is past what it was to die in.</summary>
    public void Spare() => _callsLeft = 0;

    /// <summary>The process has died.</summary>
    public void Detach() => IsDead = true;

    /// <inheritdoc />
    public int Read(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        ThrowIfDead();
        if (plan.Fires(FaultKind.ReadError))
        {
            throw new IOException("simulated read error", InputOutputError);
        }

        var read = RandomAccess.Read(file, bytes, offset);
        var settled = FileOf(file).LastSyncedWrite;
        if (offset == 0 && read > SegmentHeader.DataOffset && settled > SegmentHeader.DataOffset
            && plan.Fires(FaultKind.ReadFlip))
        {
            var at = draw.Between(SegmentHeader.DataOffset, (int)Math.Min(read, settled));
            bytes[at] ^= (byte)(1 << draw.Below(8));
        }

        return read;
    }

    /// <inheritdoc />
    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        var dies = Enter();
        var simulated = FileOf(file);
        if (IsFull && offset + bytes.Length > simulated.Length)
        {
            plan.Count(FaultKind.DiskFull);
            throw new IOException("simulated disk is full", NoSpaceError);
        }

        var fails = !dies && plan.Fires(FaultKind.WriteError);
        var written = dies || fails ? bytes[..(8 * draw.Below(bytes.Length / 8 + 1))] : bytes;
        RandomAccess.Write(file, written, offset);
        simulated.Write(written, offset);
        ThrowIf(dies);
        if (fails)
        {
            throw new IOException("simulated write error", InputOutputError);
        }
    }

    /// <inheritdoc />
    public void SyncData(SafeFileHandle file) => Sync(file);

    /// <inheritdoc />
    public void SyncAll(SafeFileHandle file) => Sync(file);

    /// <inheritdoc />
    public void Move(string from, string to)
    {
        var dies = Enter();
        if (dies && draw.Below(2) == 0)
        {
            ThrowIf(dies);
        }

        File.Move(from, to, overwrite: true);
        var (ends, begins) = (Path.GetFileName(from), Path.GetFileName(to));
        if (!_names.TryGetValue(ends, out var file))
        {
            file = new SimulatedFile();
        }

        Change(new NameChange(ends, begins, file));
        ThrowIf(dies);
    }

    /// <inheritdoc />
    public void Delete(string path)
    {
        var dies = Enter();
        ThrowIf(dies && draw.Below(2) == 0);
        File.Delete(path);
        Change(new NameChange(Path.GetFileName(path), null, null));
        ThrowIf(dies);
    }

    /// <inheritdoc />
    public void SyncDirectory(string path)
    {
        ThrowIf(Enter());
        if (plan.Fires(FaultKind.SyncError))
        {
            throw new IOException("simulated sync error", InputOutputError);
        }

        if (sabotage is Sabotage.NoSync or Sabotage.NoDirectorySync)
        {
            return;
        }

        _durableNames = new Dictionary<string, SimulatedFile>(_names, StringComparer.Ordinal);
        _changes.Clear();
    }

    /// <inheritdoc />
    public int CountNames(SafeFileHandle file)
    {
        ThrowIfDead();
        return new DiskSync().CountNames(file);
    }

    /// <summary>
    /// The power is gone: the directory afterwards holds what a disk may have kept. Some of the changes of names not yet
    /// synced last, in the order they were made or not.
    /// </summary>
    public void CutPower()
    {
        KeepSomeNames();
        _names.Clear();
        foreach (var path in Directory.GetFiles(directory).Where(p => Path.GetFileName(p) != JournalFiles.LockName))
        {
            File.Delete(path);
        }

        foreach (var (name, file) in _durableNames.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            File.WriteAllBytes(Path.Combine(directory, name), file.CutPower(draw, plan));
            _names.Add(name, file);
        }
    }

    /// <summary>What a file holds, as everybody sees it.</summary>
    public byte[] Content(string name) => File.ReadAllBytes(Path.Combine(directory, name));

    /// <summary>A file takes the place of the one of that name, on the disk and for everybody.</summary>
    public void Replace(string name, byte[] bytes)
    {
        if (!_names.TryGetValue(name, out var file))
        {
            file = new SimulatedFile();
            _names.Add(name, file);
            _durableNames[name] = file;
        }

        file.Replace(bytes);
        File.WriteAllBytes(Path.Combine(directory, name), bytes);
    }

    /// <summary>A file is gone, on the disk and for everybody.</summary>
    public void Remove(string name)
    {
        _names.Remove(name);
        _durableNames.Remove(name);
        File.Delete(Path.Combine(directory, name));
    }

    private void KeepSomeNames()
    {
        var kept = _changes.Count;
        if (kept > 0 && plan.Fires(FaultKind.NameLost))
        {
            kept = draw.Below(kept);
        }

        for (var i = 0; i < kept; i++)
        {
            if (i + 1 < kept && plan.Fires(FaultKind.NamesReordered))
            {
                continue;
            }

            _changes[i].ApplyTo(_durableNames);
        }

        _changes.Clear();
    }

    private void Sync(SafeFileHandle file)
    {
        ThrowIf(Enter());
        if (plan.Fires(FaultKind.SyncError))
        {
            FileOf(file).Forget();
            throw new IOException("simulated sync error", InputOutputError);
        }

        if (sabotage != Sabotage.NoSync)
        {
            FileOf(file).Sync();
        }
    }

    /// <summary>A file is known by the name it had when its handle was first used; one that has become shorter was made anew.</summary>
    private SimulatedFile FileOf(SafeFileHandle handle)
    {
        if (_open.TryGetValue(handle, out var known))
        {
            return known;
        }

        var name = Path.GetFileName(File.ResolveLinkTarget($"/proc/self/fd/{handle.DangerousGetHandle()}", false)!.FullName);
        if (!_names.TryGetValue(name, out var file) || RandomAccess.GetLength(handle) < file.Length)
        {
            file = new SimulatedFile();
            Change(new NameChange(null, name, file));
        }

        _open.Add(handle, file);
        return file;
    }

    private void Change(NameChange change)
    {
        change.ApplyTo(_names);
        _changes.Add(change);
    }

    /// <summary>A call that changes something begins; answers whether the process dies in it.</summary>
    private bool Enter()
    {
        ThrowIfDead();
        Calls++;
        if (_callsLeft > 0)
        {
            if (--_callsLeft > 0)
            {
                return false;
            }

            plan.Count(FaultKind.KillInRecovery);
            return true;
        }

        return plan.Fires(FaultKind.KillInDiskCall);
    }

    private void ThrowIf(bool dies)
    {
        if (dies)
        {
            IsDead = true;
            throw new ProcessKilled("killed in a call to the disk");
        }
    }

    private void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new ProcessKilled("already dead");
        }
    }
}
