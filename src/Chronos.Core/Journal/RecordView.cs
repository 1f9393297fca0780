namespace Chronos.Core.Journal;

/// <summary>One record as it stands in the reader's buffer; valid until the next read.</summary>
public readonly ref struct RecordView
{
    internal RecordView(
        in JournalRecord header, ReadOnlySpan<byte> payload, SegmentHeader segment, string file, long offset)
    {
        Sequence = header.Sequence;
        TimeNanos = header.TimeNanos;
        Type = header.Type;
        SchemaVersion = header.SchemaVersion;
        Epoch = header.Epoch;
        Crc = header.Crc;
        PreviousCrc = header.PreviousCrc;
        Payload = payload;
        Segment = segment;
        File = file;
        Offset = offset;
    }

    /// <summary>Place in the order of events.</summary>
    public long Sequence { get; }

    /// <summary>Engine time in nanoseconds since the Unix epoch.</summary>
    public long TimeNanos { get; }

    /// <summary>What the payload means; the layer above decides.</summary>
    public ushort Type { get; }

    /// <summary>Version of the payload's layout.</summary>
    public ushort SchemaVersion { get; }

    /// <summary>The writer's term.</summary>
    public uint Epoch { get; }

    /// <summary>CRC of the record, the chain value up to here.</summary>
    public uint Crc { get; }

    /// <summary>CRC of the record before it.</summary>
    public uint PreviousCrc { get; }

    /// <summary>The payload with its zero padding: always a multiple of 8 bytes.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Header of the segment it stands in; mode, stage and hashes of the run.</summary>
    public SegmentHeader Segment { get; }

    /// <summary>The segment file.</summary>
    public string File { get; }

    /// <summary>Where in the file the record begins.</summary>
    public long Offset { get; }
}
