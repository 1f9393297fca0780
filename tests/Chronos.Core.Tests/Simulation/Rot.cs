using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// What happens to files that nobody writes, where a solution exists: a bit changes in what a later synced frame vouches for
/// or in one copy of a header, a segment between others goes, loses its end or changes places with another. An operator
/// undoes it from an archive once a start has been refused.
/// </summary>
internal sealed class Rot(World world)
{
    private readonly Draw _draw = world.Draw.Fork();
    private readonly List<(string Name, byte[] Before, byte[] After)> _undo = [];

    /// <summary>Whether damage still stands.</summary>
    public bool IsThere => _undo.Count > 0;

    /// <summary>Lets some happen, between two processes.</summary>
    public void Strike()
    {
        var segments = world.Disk.Files
            .Where(f => f.Key.StartsWith(JournalFiles.SegmentPrefix, StringComparison.Ordinal)
                && f.Key.EndsWith(JournalFiles.Extension, StringComparison.Ordinal)
                && f.Value.IsDurable)
            .OrderBy(f => f.Key, StringComparer.Ordinal).ToArray();
        if (IsThere || segments.Length == 0)
        {
            return;
        }

        if (world.Sabotage == Sabotage.NoChecksum)
        {
            Forge(segments[^1].Key);
            return;
        }

        var (name, file) = segments[_draw.Below(segments.Length)];
        if (file.LastSyncedWrite > SegmentHeader.DataOffset && world.Plan.Fires(FaultKind.BitRot))
        {
            Flip(name, _draw.Between(SegmentHeader.DataOffset, (int)file.LastSyncedWrite));
        }
        else if (file.Length >= SegmentHeader.DataOffset && world.Plan.Fires(FaultKind.HeaderRot))
        {
            Flip(name, _draw.Below(SegmentHeader.DataOffset));
        }
        else if (segments.Length > 1)
        {
            StrikeWhole(name, segments[0].Key, isLast: name == segments[^1].Key);
        }
    }

    /// <summary>What has changed and still stands is restored from an archive.</summary>
    public void Undo()
    {
        foreach (var (name, before, after) in _undo)
        {
            if (after.Length < before.Length)
            {
                world.Disk.Replace(name, before);
            }
            else if (world.Disk.Files.ContainsKey(name))
            {
                Restore(name, before, after);
            }
        }

        _undo.Clear();
    }

    /// <summary>A start went through: what had changed did no harm, or was repaired.</summary>
    public void Outlived()
    {
        world.Require(
            _undo.All(u => u.Before.Length == u.After.Length), "O3", () => $"a start went through without the whole of {_undo[0].Name}");
        _undo.Clear();
    }

    /// <summary>What was repaired meanwhile stays as it is.</summary>
    private void Restore(string name, byte[] before, byte[] after)
    {
        var bytes = world.Disk.Content(name);
        for (var i = 0; i < Math.Min(bytes.Length, before.Length); i++)
        {
            if (before[i] != after[i] && bytes[i] == after[i])
            {
                bytes[i] = before[i];
            }
        }

        world.Disk.Replace(name, bytes);
    }

    /// <summary>
    /// The last segment neither goes nor loses its end: with the ring gone too, nothing on one machine would tell.
    /// </summary>
    private void StrikeWhole(string name, string other, bool isLast)
    {
        var bytes = world.Disk.Content(name);
        if (!isLast && world.Plan.Fires(FaultKind.SegmentMissing))
        {
            world.Disk.Remove(name);
            Note(name, bytes, []);
        }
        else if (!isLast && world.Plan.Fires(FaultKind.SegmentTruncated))
        {
            var left = bytes[..(SimulatedFile.SectorBytes * _draw.Below(bytes.Length / SimulatedFile.SectorBytes))];
            world.Disk.Replace(name, left);
            Note(name, bytes, left);
        }
        else if (name != other && world.Plan.Fires(FaultKind.SegmentsSwapped))
        {
            var others = world.Disk.Content(other);
            world.Disk.Replace(name, others);
            world.Disk.Replace(other, bytes);
            Note(name, bytes, others);
            Note(other, others, bytes);
        }
    }

    private void Flip(string name, long offset)
    {
        var bytes = world.Disk.Content(name);
        byte[] before = [.. bytes];
        bytes[offset] ^= (byte)(1 << _draw.Below(8));
        world.Disk.Replace(name, bytes);
        world.Trace($"a bit of byte {offset} changes");
        Note(name, before, bytes);
    }

    private void Forge(string name)
    {
        var bytes = world.Disk.Content(name);
        byte[] before = [.. bytes];
        if (ForgedRot.TryForge(bytes, _draw))
        {
            world.Disk.Replace(name, bytes);
            Note(name, before, bytes);
        }
    }

    private void Note(string name, byte[] before, byte[] after)
    {
        world.Trace($"{name} has changed");
        _undo.Add((name, before, after));
    }
}
