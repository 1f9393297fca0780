using System.Runtime.InteropServices;

namespace Chronos.Core.Replay.Traces;

/// <summary>Writes a trace; the file has its header, and so is one, only when it is finished. One use.</summary>
internal sealed class TraceWriter : IDisposable
{
    private readonly FileStream _file;
    private long _records;

    /// <summary>A new file; an existing one is replaced.</summary>
    public TraceWriter(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        _file.Write(new byte[TraceHeader.Bytes]);
    }

    /// <summary>Adds the next entry.</summary>
    public void Add(TraceEntry entry)
    {
        _file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<TraceEntry>(in entry)));
        _records++;
    }

    /// <summary>Writes the header.</summary>
    public void Finish(int interval, byte[] stateHash)
    {
        Span<byte> bytes = stackalloc byte[TraceHeader.Bytes];
        new TraceHeader(interval, _records, stateHash).Write(bytes);
        _file.Position = 0;
        _file.Write(bytes);
        _file.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
