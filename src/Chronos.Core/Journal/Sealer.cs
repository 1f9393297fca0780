using Chronos.Core.Clocks;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Journal;

/// <summary>
/// The thread that seals: now and then it takes what has been synced since, hashes it and signs a checkpoint over it
/// (<see cref="CheckpointMaker"/>), and raises the sealed watermark. It reads segments as any reader does and nobody waits
/// for it; behind, it only lags. Without space it tries again; a failed sync, or a synced record that is not there, ends
/// the process as everywhere in the journal.
/// </summary>
internal sealed class Sealer : IDisposable
{
    private const int Niceness = 10;

    private readonly CheckpointMaker _maker;
    private readonly Watermarks _watermarks;
    private readonly SyncWatch _disk;
    private readonly FailStop _failStop;
    private readonly IClock _clock;
    private readonly int _intervalMillis;
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;
    private volatile bool _isClosed;
    private volatile string? _lastError;

    /// <summary>
    /// A sealer of the journal in a directory. Throws <see cref="JournalRefusedException"/> when the checkpoints that are
    /// there cannot be continued.
    /// </summary>
    public Sealer(
        string directory, ReadOnlyMemory<byte> engineId, CheckpointSigner signer, Watermarks watermarks, IDisk disk,
        FailStop failStop, IClock clock, int intervalMillis)
    {
        _watermarks = watermarks;
        _disk = new SyncWatch(disk);
        _failStop = failStop;
        _clock = clock;
        _intervalMillis = intervalMillis;
        _maker = new CheckpointMaker(directory, engineId, signer, _disk);
        _watermarks.RaiseSealed(_maker.SealedSequence);
        _thread = new Thread(Run) { IsBackground = true, Name = "chronos-sealer" };
    }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? LastError => _lastError;

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Seals what is left and ends. The journal thread must have ended.</summary>
    /// <param name="isClosed">Whether the last segment was closed in good order.</param>
    public void Stop(bool isClosed)
    {
        _isClosed = isClosed;
        _stop.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    /// <summary>Stops, and closes the files.</summary>
    public void Dispose()
    {
        Stop(_isClosed);
        _maker.Dispose();
        _stop.Dispose();
    }

    /// <summary>Whoever decides or writes goes first. On Linux, where "this process" means this thread; elsewhere it is left.</summary>
    private static void StandBack()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Libc.SetPriority(which: 0, who: 0, Niceness);
        }
    }

    private void Run()
    {
        try
        {
            StandBack();
            bool stopping;
            do
            {
                stopping = _stop.WaitOne(_intervalMillis);
                TrySeal(isClosed: stopping && _isClosed);
            }
            while (!stopping);
        }
        catch (Exception e)
        {
            // The thread's outermost frame: what was synced cannot be read back, or what seals it is broken.
            _lastError = e.Message;
            _failStop.Fail("The journal could not be sealed", e, _clock.NowNanos());
        }
    }

    private void TrySeal(bool isClosed)
    {
        try
        {
            _maker.Seal(_watermarks.Synced, isClosed, _watermarks.RaiseSealed);
            _lastError = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && _maker.IsAppending && !_disk.SyncFailed)
        {
            _lastError = e.Message;
        }
    }
}
