using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Journal;

namespace Chronos.Core.Tests.Journal;

/// <summary>
/// A journal in a temporary directory with the small sizes tests use, and records whose bytes are known.
/// </summary>
internal sealed class JournalFixture : IDisposable
{
    public const int SegmentBytes = 32 * 1024;

    private readonly TemporaryDirectory _directory = new();

    public JournalFixture()
    {
        Directory.CreateDirectory(Data);
        Directory.CreateDirectory(Ring);
    }

    public string Data => _directory.File("data");

    public string Ring => _directory.File("ring");

    public string RingFile => Path.Combine(Ring, JournalFiles.RingName);

    public FaultyDisk Disk { get; init; } = new(skipSyncs: true);

    /// <summary>Private key checkpoints are signed with; none to seal nothing.</summary>
    public string? CheckpointKey { get; init; }

    public List<string> Failures { get; } = [];

    public SegmentIdentity Identity { get; } = new()
    {
        Epoch = 1,
        Mode = 0,
        Stage = 0,
        PolicyHash = Enumerable.Repeat((byte)0xAA, 32).ToArray(),
        BinaryHash = Enumerable.Repeat((byte)0xBB, 32).ToArray(),
    };

    public JournalStore Open(int segmentBytes = SegmentBytes, int ringBytes = 16 * 1024) => JournalStore.Open(
        new JournalOptions
        {
            DataDirectory = Data,
            RingDirectory = Ring,
            SegmentBytes = segmentBytes,
            RingBytes = ringBytes,
            CheckpointKeyFile = CheckpointKey,
            SealMillis = 1,
        },
        new SystemClock(), Disk, Failures.Add);

    public JournalStore OpenAndStart(int segmentBytes = SegmentBytes, int ringBytes = 16 * 1024)
    {
        var store = Open(segmentBytes, ringBytes);
        try
        {
            store.Start(Identity);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public RecoveryReport Inspect() => Recovery.Inspect(Data, Ring);

    public string[] Segments() => JournalFiles.Segments(Data);

    /// <summary>Copies data and ring as they stand, which is what a killed process would leave.</summary>
    public JournalFixture CopyAsCrashed()
    {
        var copy = new JournalFixture { Disk = Disk, CheckpointKey = CheckpointKey };
        foreach (var (from, to) in new[] { (Ring, copy.Ring), (Data, copy.Data) })
        {
            var files = Directory.GetFiles(from).Where(file => Path.GetFileName(file) != JournalFiles.LockName);
            foreach (var file in files)
            {
                CopyUnlessGone(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }

        return copy;
    }

    /// <summary>A hash over every name and byte of the data directory.</summary>
    public string DataHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Data).Order(StringComparer.Ordinal)
            .Where(file => Path.GetFileName(file) != JournalFiles.LockName))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Appends and publishes records, waiting while the ring is full.</summary>
    public static void Append(JournalStore store, int count)
    {
        for (var i = 0; i < count; i++)
        {
            AppendUnpublished(store);
            store.Ring.Publish();
        }
    }

    public static unsafe void AppendUnpublished(JournalStore store)
    {
        var sequence = store.Ring.LastSequence + 1;
        var payload = Payload(sequence);
        byte* place;
        var patience = 0;
        while ((place = store.Ring.TryReserve(payload.Length)) == null)
        {
            store.Ring.Publish();
            Thread.Sleep(1);
            Assert.True(++patience < 10_000, "the ring never drained");
        }

        payload.CopyTo(new Span<byte>(place, payload.Length));
        store.Ring.Commit((ushort)(1 + (sequence % 5)), 1, sequence, TimeOf(sequence), 1);
    }

    public static byte[] Payload(long sequence) => KnownRecord.Payload(sequence);

    public static long TimeOf(long sequence) => KnownRecord.TimeOf(sequence);

    public static void WaitUntilSynced(JournalStore store) =>
        WaitUntil(() => store.Watermarks.Synced == store.Watermarks.Written);

    public static void WaitUntil(Func<bool> condition)
    {
        for (var patience = 0; !condition(); patience++)
        {
            Assert.True(patience < 10_000, "waited in vain");
            Thread.Sleep(1);
        }
    }

    /// <summary>Reads all and compares every byte; answers how many records there are.</summary>
    public static long AssertRecords(JournalReader reader, long fromSequence = 1)
    {
        var expected = fromSequence;
        while (reader.TryRead(out var record))
        {
            Assert.Equal(expected, record.Sequence);
            Assert.Equal(TimeOf(expected), record.TimeNanos);
            Assert.Equal(1 + (expected % 5), record.Type);
            var payload = Payload(expected);
            Assert.True(record.Payload[..payload.Length].SequenceEqual(payload));
            Assert.False(record.Payload[payload.Length..].ContainsAnyExcept((byte)0));
            expected++;
        }

        return expected - 1;
    }

    private static void CopyUnlessGone(string from, string to)
    {
        try
        {
            File.Copy(from, to);
        }
        catch (FileNotFoundException)
        {
            // A spare that was renamed to a segment in the meantime; the caller copies while the journal is at rest.
        }
    }
}
