using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>The bytes of the format; a change here is a new format version.</summary>
public sealed unsafe class JournalLayoutTests
{
    [Fact]
    public void SizesArePinned()
    {
        Assert.Equal(40, Unsafe.SizeOf<JournalRecord>());
        Assert.Equal(72, Unsafe.SizeOf<JournalFrame>());
        Assert.Equal(4096, Unsafe.SizeOf<RingLayout>());
        Assert.Equal(8192, SegmentHeader.DataOffset);
        Assert.Equal(4096, NewHeader().ToBytes().Length);
    }

    [Theory]
    [InlineData(nameof(RingLayout.EngineId), 16)]
    [InlineData(nameof(RingLayout.BootId), 32)]
    [InlineData(nameof(RingLayout.Salt), 48)]
    [InlineData(nameof(RingLayout.Capacity), 64)]
    [InlineData(nameof(RingLayout.Crc), 124)]
    [InlineData(nameof(RingLayout.WrittenPosition), 128)]
    [InlineData(nameof(RingLayout.CopiedPosition), 256)]
    [InlineData(nameof(RingLayout.SyncedPosition), 384)]
    public void RingFieldsArePinned(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<RingLayout>(field));

    [Fact]
    public void SegmentHeaderFieldsArePinned()
    {
        var bytes = NewHeader().ToBytes().AsSpan();
        Assert.Equal("CXJSEGM1"u8, bytes[..8]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
        Assert.Equal(new byte[] { 4, 3, 2, 1 }, bytes[12..16].ToArray());
        Assert.Equal(2, BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]));
        Assert.Equal(3, BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]));
        Assert.Equal(4u, BinaryPrimitives.ReadUInt32LittleEndian(bytes[56..]));
        Assert.Equal(5u, BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]));
        Assert.Equal(6, BinaryPrimitives.ReadInt64LittleEndian(bytes[64..]));
        Assert.Equal(7u, BinaryPrimitives.ReadUInt64LittleEndian(bytes[72..]));
        Assert.Equal(8, BinaryPrimitives.ReadInt64LittleEndian(bytes[80..]));
        Assert.Equal(9, BinaryPrimitives.ReadInt64LittleEndian(bytes[88..]));
        Assert.Equal(10, bytes[96]);
        Assert.Equal(11, bytes[97]);
        Assert.Equal(12, bytes[104]);
        Assert.Equal(13, bytes[136]);
    }

    [Fact]
    public void SegmentHeaderComesBackWhole()
    {
        var header = NewHeader();
        var parsed = SegmentHeader.TryParse(header.ToBytes());
        Assert.NotNull(parsed);
        Assert.Equal(header.ToBytes(), parsed.ToBytes());
    }

    [Fact]
    public void RecordChecksumIsPinned()
    {
        var words = stackalloc ulong[6];
        words[1] = 1;
        words[2] = 2;
        words[3] = 3;
        words[4] = 4;
        words[5] = 5;
        Assert.Equal(ExpectedCrc(), JournalRecord.Checksum((JournalRecord*)words, 48, JournalRecord.SeedOf(42)));
    }

    /// <summary>
    /// The definition, written out: salt, sequence and length as seed bytes, then bytes 8 to the end.
    /// </summary>
    private static uint ExpectedCrc()
    {
        var bytes = new byte[8 + 8 + 8 + 40];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 42);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), 48);
        for (var i = 0; i < 5; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24 + (8 * i)), (ulong)(i + 1));
        }

        return Crc32C.Of(bytes);
    }

    private static SegmentHeader NewHeader() => new()
    {
        EngineId = new byte[16],
        Number = 2,
        FirstSequence = 3,
        PreviousCrc = 4,
        Epoch = 5,
        PreviousLength = 6,
        Salt = 7,
        SegmentBytes = 8,
        CreatedNanos = 9,
        Mode = 10,
        Stage = 11,
        PolicyHash = Enumerable.Repeat((byte)12, 32).ToArray(),
        BinaryHash = Enumerable.Repeat((byte)13, 32).ToArray(),
    };
}
