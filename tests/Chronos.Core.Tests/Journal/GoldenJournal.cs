using System.Security.Cryptography;
using System.Text;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// A journal whose every byte is always the same: fixed ids, salt and times, written without threads. Only the boot id in
/// the ring is the machine's, and left out of the hash with the CRC over it.
/// </summary>
internal sealed unsafe class GoldenJournal : IDisposable
{
    public const int RecordsPerBatch = 4;

    private static readonly byte[] EngineId = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];
    private static readonly byte[] OtherId = [.. Enumerable.Range(101, 16).Select(i => (byte)i)];

    private readonly JournalFixture _journal = new();
    private readonly ManualClock _clock = new(1_700_000_000_000_000_000);

    public string Data => _journal.Data;

    public JournalFixture Journal => _journal;

    public string[] Segments => _journal.Segments();

    /// <summary>Where each batch of the last segment begins and ends.</summary>
    public List<(int Start, int End)> Batches { get; } = [];

    /// <summary>
    /// Writes segments of batches. <paramref name="lastMark"/> ends the last one; <paramref name="ringAhead"/> records are
    /// in the ring alone, and without any the ring is taken away.
    /// </summary>
    public GoldenJournal Write(int batches, ushort lastMark = 0, int segments = 1, int ringAhead = 0, bool keepsRing = false, bool isForeign = false, bool isOtherBoot = false)
    {
        var disk = new FaultyDisk(skipSyncs: true);
        var id = isForeign ? OtherId : EngineId;
        File.WriteAllText(Path.Combine(Data, JournalFiles.EngineIdName), Convert.ToHexStringLower(EngineId) + "\n");
        var header = HeaderOf(id);
        var writer = Begin(header, disk);
        using var ring = JournalRing.Create(
            _journal.RingFile,
            new RunIdentity { EngineId = EngineId, BootId = isOtherBoot ? OtherId : EngineIdentity.ReadBootId(), Salt = header.Salt, Epoch = 1 },
            64 * 1024, JournalRecord.RecordBytesMax, 0, new Watermarks(0));
        using var batch = new BatchBuffer(header.Salt, 0, 0);
        long position = 0;
        for (var s = 0; s < segments; s++)
        {
            Batches.Clear();
            for (var b = 0; b < batches; b++)
            {
                WriteBatch(ring, batch, writer, ref position);
            }

            if (s < segments - 1)
            {
                writer.WriteMark(FrameType.End);
                var next = writer.NextHeader(_clock.NowNanos());
                writer.Dispose();
                writer = Begin(next, disk);
            }
        }

        if (lastMark != 0)
        {
            writer.WriteMark(lastMark);
        }

        ring.RaiseSynced(position, writer.LastSequence);
        writer.Dispose();
        for (var i = 0; i < ringAhead; i++)
        {
            Append(ring);
        }

        ring.Publish();
        if (ringAhead == 0 && !keepsRing)
        {
            File.Delete(_journal.RingFile);
        }

        return this;
    }

    public void Edit(int segment, Action<byte[]> edit)
    {
        var path = Segments[segment];
        var bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Names and bytes of everything, the ring without what is the machine's.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Data).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).LinkTarget is null && Path.GetFileName(f) != JournalFiles.LockName))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        if (File.Exists(_journal.RingFile))
        {
            var ring = File.ReadAllBytes(_journal.RingFile);
            ring.AsSpan(32, 16).Clear();
            ring.AsSpan(RingLayout.CrcOffset, 4).Clear();
            hash.AppendData(ring);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    public void Dispose() => _journal.Dispose();

    private SegmentWriter Begin(SegmentHeader header, IDisk disk)
    {
        var spare = SpareSegment.Create(Path.Combine(Data, "spare-x.cxj"), header.SegmentBytes, disk);
        var writer = SegmentWriter.Begin(spare, header, disk, _clock, new SyncCounters());
        writer.Publish(Data);
        return writer;
    }

    private void WriteBatch(JournalRing ring, BatchBuffer batch, SegmentWriter writer, ref long position)
    {
        batch.Clear();
        for (var i = 0; i < RecordsPerBatch; i++)
        {
            Append(ring);
            ring.Publish();
            var record = ring.RecordAt(ref position, ring.WrittenPosition);
            Assert.True(batch.TryAdd(record, writer.BatchRoom));
            position += record->Length;
        }

        var start = (int)writer.Position;
        writer.Write(batch);
        Batches.Add((start, (int)writer.Position));
    }

    private static void Append(JournalRing ring)
    {
        var sequence = ring.LastSequence + 1;
        var payload = KnownRecord.Payload(sequence);
        payload.CopyTo(new Span<byte>(ring.TryReserve(payload.Length), payload.Length));
        ring.Commit(KnownRecord.TypeOf(sequence), 1, sequence, KnownRecord.TimeOf(sequence), 1);
    }

    /// <summary>Header of a first segment of small size, the same each time.</summary>
    public static SegmentHeader HeaderOf(byte[] engineId) => new()
    {
        EngineId = engineId,
        Number = 1,
        FirstSequence = 1,
        PreviousCrc = 0,
        PreviousLength = 0,
        Epoch = 1,
        Salt = 0x1234_5678_9ABC_DEF0,
        SegmentBytes = JournalFixture.SegmentBytes,
        CreatedNanos = 1,
        Mode = 0,
        Stage = 0,
        PolicyHash = new byte[32],
        BinaryHash = new byte[32],
    };
}
