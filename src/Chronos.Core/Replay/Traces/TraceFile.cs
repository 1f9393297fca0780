using System.Runtime.InteropServices;

namespace Chronos.Core.Replay.Traces;

/// <summary>A trace on disk: any entry is read by its sequence. One thread at a time.</summary>
internal sealed class TraceFile : IDisposable
{
    private readonly FileStream _file;

    private TraceFile(FileStream file, TraceHeader header)
    {
        _file = file;
        Header = header;
    }

    /// <summary>What it is a trace of.</summary>
    public TraceHeader Header { get; }

    /// <summary>Opens a trace. Throws <see cref="InvalidDataException"/> when it is none, or is not whole.</summary>
    public static TraceFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            Span<byte> bytes = stackalloc byte[TraceHeader.Bytes];
            var header = TraceHeader.Read(bytes[..file.ReadAtLeast(bytes, TraceHeader.Bytes, throwOnEndOfStream: false)]);
            if (header.Interval < 1 || header.Records < 0 || file.Length != TraceHeader.Bytes + (Int128)header.Records * TraceEntry.Bytes)
            {
                throw new InvalidDataException("is not whole");
            }

            return new TraceFile(file, header);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The entry of a sequence, 1 to the number of records.</summary>
    public TraceEntry this[long sequence]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, Header.Records);
            Span<byte> bytes = stackalloc byte[TraceEntry.Bytes];
            _file.Position = TraceHeader.Bytes + (sequence - 1) * TraceEntry.Bytes;
            _file.ReadExactly(bytes);
            return MemoryMarshal.Read<TraceEntry>(bytes);
        }
    }

    /// <summary>The first sequence at which two traces of the same interval differ, found by halving; null when they do not as far as both go.</summary>
    public long? FirstDifference(TraceFile other)
    {
        var (same, differs) = (0L, Math.Min(Header.Records, other.Header.Records) + 1);
        var end = differs;
        while (differs - same > 1)
        {
            var middle = same + (differs - same) / 2;
            if (this[middle].Rolling == other[middle].Rolling)
            {
                same = middle;
            }
            else
            {
                differs = middle;
            }
        }

        return differs == end ? null : differs;
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
