using System.Security.Cryptography;
using Chronos.Core.Clocks;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Journal;

/// <summary>
/// The journal as the engine uses it. Open locks, inspects and repairs; the engine then replays through
/// <see cref="OpenReader"/>; Start makes the ring, the spares and a new segment and begins writing; Stop closes in good
/// order. The ring belongs to the engine thread, everything else here to the thread that opened.
/// </summary>
internal sealed class JournalStore : IDisposable
{
    private readonly JournalOptions _options;
    private readonly IClock _clock;
    private readonly IDisk _disk;
    private readonly Action<string> _failFast;
    private readonly Func<int, byte[]> _draw;
    private readonly JournalLock _lock;
    private readonly string _directory;
    private readonly string _ringPath;
    private readonly byte[] _engineId;
    private readonly CheckpointSigner? _signer;
    private SparePool? _spares;
    private JournalCopier? _copier;
    private JournalThread? _thread;
    private Sealer? _sealer;
    private JournalRing? _ring;

    private JournalStore(
        JournalOptions options, IClock clock, IDisk disk, Action<string> failFast, Func<int, byte[]> draw,
        JournalLock heldLock, RecoveryReport found, RecoveryReport report, CheckpointSigner? signer)
    {
        _signer = signer;
        _options = options;
        _clock = clock;
        _disk = disk;
        _failFast = failFast;
        _draw = draw;
        _lock = heldLock;
        _directory = report.Tail.Directory;
        _ringPath = report.Tail.RingPath;
        _engineId = report.Tail.EngineId ?? EngineIdentity.Create(_directory, draw(RunIdentity.IdBytes), disk);
        Found = found;
        Report = report;
        Watermarks = new Watermarks(report.LastSequence);
    }

    /// <summary>What Open found, before any repair.</summary>
    public RecoveryReport Found { get; }

    /// <summary>The journal as it stood after repair.</summary>
    public RecoveryReport Report { get; }

    /// <summary>Directory of the segments.</summary>
    public string Directory => _directory;

    /// <summary>The disk it writes through.</summary>
    public IDisk Disk => _disk;

    /// <summary>The engine's lasting 16-byte id.</summary>
    public ReadOnlyMemory<byte> EngineId => _engineId;

    /// <summary>Last recovered sequence; the first append has the next one.</summary>
    public long LastSequence => Report.LastSequence;

    /// <summary>Chain value at <see cref="LastSequence"/>.</summary>
    public uint LastRecordCrc => Report.LastRecordCrc;

    /// <summary>Highest recovered epoch.</summary>
    public uint LastEpoch => Report.LastEpoch;

    /// <summary>What has been written, synced, sealed.</summary>
    public Watermarks Watermarks { get; }

    /// <summary>How the disk is doing.</summary>
    public SyncCounters Counters { get; } = new();

    /// <summary>Where the engine thread appends; after <see cref="Start"/>.</summary>
    public JournalRing Ring => _ring ?? throw new InvalidOperationException("The journal has not been started.");

    /// <summary>Spare segments ready.</summary>
    public int SpareCount => _spares?.Count ?? 0;

    /// <summary>Fewer than two spares: no new risk may be taken.</summary>
    public bool NoSpareSegment => _spares is null || _spares.NoSpareSegment;

    /// <summary>Whether somebody has deleted a segment that was being written; final for the run.</summary>
    public bool SegmentDeleted => _copier is { SegmentDeleted: true };

    /// <summary>Why the last spare could not be made; null when it could.</summary>
    public string? SpareError => _spares?.LastError;

    /// <summary>Whether checkpoints are made.</summary>
    public bool IsSealing => _signer is not null;

    /// <summary>Why the last attempt to seal failed; null when it did not.</summary>
    public string? SealError => _sealer?.LastError;

    /// <summary>Where the reason of a failure is written.</summary>
    public string ReasonPath => Path.Combine(Path.GetDirectoryName(_ringPath)!, JournalFiles.ReasonName);

    /// <summary>
    /// Locks the data directory, proves that sync errors are seen, inspects, repairs what is certain. Throws
    /// <see cref="JournalRefusedException"/> otherwise. Records up to <paramref name="trustedSequence"/> are not looked at:
    /// a snapshot vouches for them.
    /// </summary>
    public static JournalStore Open(JournalOptions options, IClock clock, long trustedSequence = 0) =>
        Open(options, clock, new DiskSync(), reason => Environment.FailFast(reason), draw: null, trustedSequence);

    /// <summary>
    /// The same with a disk that can be made to fail, a process that does not end, and other random bytes for engine id
    /// and salts.
    /// </summary>
    internal static JournalStore Open(
        JournalOptions options, IClock clock, IDisk disk, Action<string> failFast, Func<int, byte[]>? draw = null,
        long trustedSequence = 0)
    {
        options.Validate();
        var signer = ReadSigner(options.CheckpointKeyFile);
        JournalLock? held = null;
        try
        {
            JournalFiles.CreateDirectory(options.DataDirectory);
            SelfTest();
            held = JournalLock.TryTake(options.DataDirectory) ?? throw new JournalRefusedException(
                RecoveryVerdict.Busy, $"{options.DataDirectory} is open in another process");

            // Only now: whoever does not hold the journal asks nothing of its disk.
            disk.SyncDirectory(options.DataDirectory);
            var (found, report) = Recovery.Run(options.DataDirectory, options.RingDirectory, disk, trustedSequence);
            return new JournalStore(
                options, clock, disk, failFast, draw ?? RandomNumberGenerator.GetBytes, held, found, report, signer);
        }
        catch (Exception e)
        {
            held?.Dispose();
            signer?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw JournalRefusedException.ByDisk(e);
            }

            throw;
        }
    }

    /// <summary>
    /// Reads all that is recorded, from a sequence on; once started, it follows what has been synced.
    /// </summary>
    public JournalReader OpenReader(long fromSequence = 1) =>
        new(_directory, fromSequence, _copier is null ? null : Watermarks, disk: _disk);

    /// <summary>What the journal thread does; after <see cref="Prepare"/>.</summary>
    public JournalCopier Copier => _copier ?? throw new InvalidOperationException("The journal has not been started.");

    /// <summary>Where spare segments come from; after <see cref="Prepare"/>.</summary>
    public SparePool Spares => _spares ?? throw new InvalidOperationException("The journal has not been started.");

    /// <summary>
    /// Makes spares, the first segment and the ring, then starts the journal thread. The identity's epoch must not be
    /// below <see cref="LastEpoch"/>. Throws <see cref="JournalRefusedException"/> when there is no space.
    /// </summary>
    public void Start(SegmentIdentity identity)
    {
        Prepare(identity);
        Spares.Start();
        _thread = new JournalThread(Copier, Ring, Spares, _options.Durability);
        _thread.Start();
        _sealer?.Start();
    }

    /// <summary>The same without threads: whoever prepares steps <see cref="Copier"/> and <see cref="Spares"/>.</summary>
    public void Prepare(SegmentIdentity identity)
    {
        if (_spares is not null)
        {
            throw new InvalidOperationException("The journal has been started before.");
        }

        if (identity.Epoch < LastEpoch)
        {
            throw new ArgumentException($"Epoch {identity.Epoch} is below the recorded {LastEpoch}.", nameof(identity));
        }

        try
        {
            var failStop = new FailStop(Watermarks, ReasonPath, _failFast);
            _spares = new SparePool(
                _directory, _options.SegmentBytes, _disk,
                (what, cause) => failStop.Fail(what, cause, _clock.NowNanos()));
            _spares.Prepare();
            StartWriting(identity, failStop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalRefusedException.ByDisk(e);
        }
    }

    /// <summary>
    /// Writes what is left, closes the last segment, seals it, and removes the ring, which then has nothing the disk lacks.
    /// The engine thread must have stopped. Answers whether all was closed in good order.
    /// </summary>
    public bool Stop()
    {
        _thread?.Stop();
        var closed = _copier is { ClosedCleanly: true };
        _sealer?.Stop(closed);
        if (closed && File.Exists(_ringPath))
        {
            File.Delete(_ringPath);
            DeleteOwnRingDirectory();
        }

        return closed;
    }

    /// <summary>Stops, closes all files and lets go of the lock.</summary>
    public void Dispose()
    {
        Stop();
        _copier?.Dispose();
        _sealer?.Dispose();
        _signer?.Dispose();
        _spares?.Dispose();
        _ring?.Dispose();
        _lock.Dispose();
    }

    /// <summary>The default directory is made by us and goes with its ring, unless something else was put into it.</summary>
    private void DeleteOwnRingDirectory()
    {
        var directory = Path.GetDirectoryName(_ringPath)!;
        if (_options.RingDirectory is null
            && directory != _directory
            && !System.IO.Directory.EnumerateFileSystemEntries(directory).Any())
        {
            System.IO.Directory.Delete(directory);
        }
    }

    private void StartWriting(SegmentIdentity identity, FailStop failStop)
    {
        var salt = BitConverter.ToUInt64(_draw(sizeof(ulong)));
        var header = Report.Tail.Continue(NewHeader(identity, salt));
        var writer = SegmentWriter.Begin(_spares!.TryTake()!, header, _disk, _clock, Counters);
        writer.Publish(_directory);

        // The segment comes first: a ring whose salt no segment has would belong to nobody.
        var run = new RunIdentity
        {
            EngineId = _engineId,
            BootId = EngineIdentity.ReadBootId(),
            Salt = salt,
            Epoch = identity.Epoch,
        };
        if (_options.RingDirectory is null)
        {
            JournalFiles.ClaimDirectory(Path.GetDirectoryName(_ringPath)!);
        }
        else
        {
            JournalFiles.CreateDirectory(_options.RingDirectory);
        }

        _ring = JournalRing.Create(
            _ringPath, run, _options.RingBytes, RecordBytesMax(_options.SegmentBytes), LastRecordCrc, Watermarks);
        _copier = new JournalCopier(_directory, _ring, writer, _spares, _disk, _clock, failStop, Counters);
        if (_signer is not null)
        {
            _sealer = new Sealer(
                _directory, _engineId, _signer, Watermarks, _disk, failStop, _clock, _options.SealMillis);
        }
    }

    private SegmentHeader NewHeader(SegmentIdentity identity, ulong salt) => new()
    {
        EngineId = _engineId,
        Number = 0,
        FirstSequence = 0,
        PreviousCrc = 0,
        PreviousLength = 0,
        Epoch = identity.Epoch,
        Salt = salt,
        SegmentBytes = _options.SegmentBytes,
        CreatedNanos = _clock.NowNanos(),
        Mode = identity.Mode,
        Stage = identity.Stage,
        PolicyHash = Hash(identity.PolicyHash),
        BinaryHash = Hash(identity.BinaryHash),
    };

    /// <summary>What is left of an empty segment when a batch frame and the closing frame have their room.</summary>
    private static int RecordBytesMax(long segmentBytes) =>
        (int)Math.Min(
            segmentBytes - SegmentHeader.DataOffset - (2 * JournalFrame.Bytes), JournalRecord.RecordBytesMax);

    private static byte[] Hash(byte[] hash) =>
        hash.Length == SegmentHeader.HashBytes
            ? hash
            : throw new ArgumentException($"A hash has {SegmentHeader.HashBytes} bytes, not {hash.Length}.");

    private static CheckpointSigner? ReadSigner(string? path)
    {
        try
        {
            return path is null ? null : CheckpointKeyFile.ReadPrivate(path);
        }
        catch (CheckpointKeyException e)
        {
            throw new JournalRefusedException(RefusalCode.Key, $"checkpoint key: {e.Message}", e);
        }
    }

    private static void SelfTest()
    {
        try
        {
            DiskSync.SelfTest();
        }
        catch (IOException e)
        {
            throw new JournalRefusedException(RefusalCode.SelfTest, e.Message, e);
        }

        if (!BitConverter.IsLittleEndian || !Crc32C.SelfTest())
        {
            throw new JournalRefusedException(
                RefusalCode.SelfTest, "CRC-32C or byte order is not as the format needs.");
        }
    }
}
