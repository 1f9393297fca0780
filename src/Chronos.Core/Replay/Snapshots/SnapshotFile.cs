using Chronos.Core.Books;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Policies;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>Makes the bytes of a snapshot, and judges and restores them. It restores alone: the policy is in it.</summary>
internal static class SnapshotFile
{
    // A snapshot is read whole; the largest books there can be are far smaller.
    private const long BytesMax = 1L << 30;

    /// <summary>All bytes of a snapshot of a state that nobody writes meanwhile.</summary>
    public static byte[] Of(EngineState state, ReadOnlySpan<byte> engineId, uint recordCrc, uint epoch)
    {
        var policy = state.Policy is null ? default : state.Policy.Source;
        var image = StateImage.Of(state);
        var bytes = new byte[SnapshotHeader.Bytes + Padded(policy.Length) + image.Length];
        policy.CopyTo(bytes.AsSpan(SnapshotHeader.Bytes));
        image.Span.CopyTo(bytes.AsSpan(SnapshotHeader.Bytes + Padded(policy.Length)));
        new SnapshotHeader
        {
            EngineId = engineId.ToArray(),
            Sequence = state.Sequence,
            TimeNanos = state.NowNanos,
            RecordCrc = recordCrc,
            Epoch = epoch,
            PolicyBytes = policy.Length,
            ImageBytes = image.Length,
            StateHash = state.Hash(),
            Layout = StateImage.Fingerprint.ToArray(),
            BinaryHash = BuildIdentity.Hash.ToArray(),
            ContentCrc = Crc32C.Of(bytes.AsSpan(SnapshotHeader.Bytes)),
        }.Write(bytes);
        return bytes;
    }

    /// <summary>The header of a file; throws <see cref="InvalidDataException"/> when it is none. Nothing else is looked at.</summary>
    public static SnapshotHeader ReadHeader(string path)
    {
        var header = new byte[SnapshotHeader.Bytes];
        using var file = File.OpenHandle(path);
        return SnapshotHeader.Parse(header.AsSpan(0, RandomAccess.Read(file, header, 0)));
    }

    /// <summary>
    /// Restores a file. Throws <see cref="InvalidDataException"/> saying what is wrong with it: damaged, of another
    /// engine, of a build whose books are laid out differently, or not of the state it names.
    /// </summary>
    public static Snapshot Restore(string path, ReadOnlySpan<byte> engineId) => Restore(path, ReadWhole(path), engineId);

    /// <summary>The same of bytes that have been read.</summary>
    public static Snapshot Restore(string path, byte[] bytes, ReadOnlySpan<byte> engineId)
    {
        var header = SnapshotHeader.Parse(bytes);
        if (!header.EngineId.Span.SequenceEqual(engineId))
        {
            throw new InvalidDataException($"belongs to engine {Convert.ToHexStringLower(header.EngineId.Span)}");
        }

        CheckContent(header, bytes);
        if (!StateImage.IsSupported || !header.Layout.Span.SequenceEqual(StateImage.Fingerprint))
        {
            throw new InvalidDataException("was taken by a build whose books are laid out differently");
        }

        var state = RestoreState(header, bytes);
        return state.Sequence == header.Sequence && state.NowNanos == header.TimeNanos
            && state.Hash().AsSpan().SequenceEqual(header.StateHash.Span)
            ? new Snapshot(path, header, state)
            : throw new InvalidDataException("its books do not have the state hash it names");
    }

    private static void CheckContent(SnapshotHeader header, byte[] bytes)
    {
        var content = bytes.AsSpan(SnapshotHeader.Bytes);
        if (header.PolicyBytes is < 0 or > BytesMax || header.ImageBytes is < 0 or > BytesMax
            || Padded((int)header.PolicyBytes) + header.ImageBytes != content.Length)
        {
            throw new InvalidDataException($"has {bytes.Length} bytes, which is not what its header says");
        }

        if (Crc32C.Of(content) != header.ContentCrc)
        {
            throw new InvalidDataException("its content does not match its CRC");
        }
    }

    private static EngineState RestoreState(SnapshotHeader header, byte[] bytes)
    {
        try
        {
            var source = bytes.AsSpan(SnapshotHeader.Bytes, (int)header.PolicyBytes);
            var policy = source.IsEmpty ? null : PolicyFile.ParseRecorded(source.ToArray());
            var image = bytes.AsMemory(SnapshotHeader.Bytes + Padded(source.Length));
            return StateImage.Restore(image, policy);
        }
        catch (PolicyException e)
        {
            throw new InvalidDataException($"its policy is none: {e.Message}", e);
        }
    }

    private static byte[] ReadWhole(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length is < SnapshotHeader.Bytes or > BytesMax)
        {
            throw new InvalidDataException($"{length} bytes are not a snapshot");
        }

        var bytes = new byte[length];
        for (var count = 0; count < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(count), count);
            if (read == 0)
            {
                throw new InvalidDataException($"ended at byte {count} while it was being read");
            }

            count += read;
        }

        return bytes;
    }

    private static int Padded(int length) => (length + 7) & ~7;
}
