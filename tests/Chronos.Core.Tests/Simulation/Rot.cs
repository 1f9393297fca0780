using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// Bits that change on a disk, where a solution exists: in what a later synced frame vouches for, or in one copy of a header.
/// An operator undoes it from an archive once a start has been refused for it.
/// </summary>
internal sealed class Rot(World world)
{
    private readonly Draw _draw = world.Draw.Fork();
    private (string Name, byte[] Before, byte[] After)? _undo;

    /// <summary>Whether a changed bit still stands.</summary>
    public bool IsThere => _undo is not null;

    /// <summary>Lets some happen, between two processes.</summary>
    public void Strike()
    {
        var segments = world.Disk.Files
            .Where(f => f.Key.StartsWith(JournalFiles.SegmentPrefix, StringComparison.Ordinal)
                && f.Key.EndsWith(JournalFiles.Extension, StringComparison.Ordinal)
                && f.Value.IsDurable)
            .OrderBy(f => f.Key, StringComparer.Ordinal).ToArray();
        if (_undo is not null || segments.Length == 0)
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
    }

    /// <summary>What has changed and still stands is restored from an archive.</summary>
    public void Undo()
    {
        if (_undo is var (name, before, after) && world.Disk.Files.ContainsKey(name))
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

        _undo = null;
    }

    /// <summary>A start went through: what had changed did no harm, or was repaired.</summary>
    public void Outlived() => _undo = null;

    private void Flip(string name, long offset)
    {
        var bytes = world.Disk.Content(name);
        byte[] before = [.. bytes];
        bytes[offset] ^= (byte)(1 << _draw.Below(8));
        _undo = (name, before, bytes);
        world.Disk.Replace(name, bytes);
        world.Trace($"a bit of byte {offset} of {name} changes");
    }

    private void Forge(string name)
    {
        var bytes = world.Disk.Content(name);
        byte[] before = [.. bytes];
        if (ForgedRot.TryForge(bytes, _draw))
        {
            world.Disk.Replace(name, bytes);
            world.Trace($"a record of {name} is forged");
            _undo = (name, before, bytes);
        }
    }
}
