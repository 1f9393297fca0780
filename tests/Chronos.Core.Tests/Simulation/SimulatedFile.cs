namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// One file of the simulated disk: what everybody reads, and sector by sector what a power cut would leave. Whatever a
/// failed sync was to save counts as clean and is not on the disk.
/// </summary>
internal sealed class SimulatedFile
{
    public const int SectorBytes = 512;

    private readonly HashSet<int> _dirty = [];
    private byte[] _cached = [];
    private byte[] _durable = [];

    /// <summary>Bytes of the file as everybody sees it.</summary>
    public int Length => _cached.Length;

    /// <summary>Where the last write behind the headers began, of those a sync has saved; what stands before it has a frame behind it.</summary>
    public long LastSyncedWrite { get; private set; }

    private long LastWrite { get; set; }

    /// <summary>Whether a power cut would lose nothing of it.</summary>
    public bool IsDurable => _dirty.Count == 0 && _cached.AsSpan().SequenceEqual(_durable);

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var end = (int)offset + bytes.Length;
        if (end > _cached.Length)
        {
            Array.Resize(ref _cached, end);
        }

        bytes.CopyTo(_cached.AsSpan((int)offset));
        for (var sector = (int)offset / SectorBytes; sector * SectorBytes < end; sector++)
        {
            _dirty.Add(sector);
        }

        // Zeros vouch for nothing; where they took the place of the last write, nothing is known to vouch for anything.
        var isZero = !bytes.ContainsAnyExcept((byte)0);
        LastWrite = !isZero ? offset : offset <= LastWrite ? 0 : LastWrite;
    }

    /// <summary>What was written lasts.</summary>
    public void Sync()
    {
        if (_durable.Length != _cached.Length)
        {
            Array.Resize(ref _durable, _cached.Length);
        }

        foreach (var sector in _dirty)
        {
            CopySector(_cached, _durable, sector, SectorBytes);
        }

        _dirty.Clear();
        LastSyncedWrite = LastWrite;
    }

    /// <summary>A sync failed: what was written is in memory only, and nobody remembers that.</summary>
    public void Forget() => _dirty.Clear();

    /// <summary>Other bytes are on the disk and in memory; what vouches for them stays where it was.</summary>
    public void Replace(byte[] bytes)
    {
        _cached = [.. bytes];
        _durable = [.. bytes];
        _dirty.Clear();
    }

    /// <summary>The power is gone: keeps each unsynced sector, or a part of it, or what was there before.</summary>
    public byte[] CutPower(Draw draw, FaultPlan plan)
    {
        var left = _durable;
        if (_cached.Length > _durable.Length && _dirty.Count > 0 && draw.Below(2) == 0)
        {
            Array.Resize(ref left, _cached.Length);
        }

        left = [.. left];
        foreach (var sector in _dirty.Where(s => s * SectorBytes < left.Length).Order())
        {
            if (plan.Fires(FaultKind.SectorLost))
            {
                continue;
            }

            var kept = plan.Fires(FaultKind.SectorTorn) ? 8 * draw.Below(SectorBytes / 8) : SectorBytes;
            CopySector(_cached, left, sector, kept);
        }

        _dirty.Clear();
        LastWrite = LastSyncedWrite;
        _cached = left;
        _durable = [.. left];
        return left;
    }

    private static void CopySector(byte[] from, byte[] to, int sector, int bytes)
    {
        var start = sector * SectorBytes;
        var count = Math.Min(bytes, Math.Min(from.Length, to.Length) - start);
        if (count > 0)
        {
            from.AsSpan(start, count).CopyTo(to.AsSpan(start));
        }
    }
}
