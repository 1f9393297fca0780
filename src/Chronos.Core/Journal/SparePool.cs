using System.Globalization;

namespace Chronos.Core.Journal;

/// <summary>
/// Keeps spare segments ready, so that the journal thread never waits for a disk to make room. A thread of its own makes
/// them; running out of space there is a condition to report, not a failure, but a failed sync is.
/// </summary>
internal sealed class SparePool : IDisposable
{
    /// <summary>Below this many ready spares no new risk may be taken.</summary>
    public const int RequiredCount = 2;

    // One more than required, so that taking one for a roll does not raise the condition.
    private const int TargetCount = RequiredCount + 1;
    private const int RetryMillis = 1000;

    private readonly string _directory;
    private readonly long _segmentBytes;
    private readonly IDisk _disk;
    private readonly Action<string, Exception> _fail;
    private readonly Queue<SpareSegment> _ready = new();
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wanted = new(false);
    private readonly Thread _thread;
    private int _nextNumber = 1;
    private volatile bool _stopping;
    private volatile string? _lastError;

    /// <summary>Takes over what earlier runs left behind; <paramref name="fail"/> ends the process.</summary>
    public SparePool(string directory, long segmentBytes, IDisk disk, Action<string, Exception> fail)
    {
        _directory = directory;
        _segmentBytes = segmentBytes;
        _disk = disk;
        _fail = fail;
        _thread = new Thread(Run) { IsBackground = true, Name = "chronos-spares" };
        AdoptLeftBehind();
    }

    /// <summary>Spares ready to be taken. Any thread.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ready.Count;
            }
        }
    }

    /// <summary>Fewer than two spares: no new risk. Any thread.</summary>
    public bool NoSpareSegment => Count < RequiredCount;

    /// <summary>Why the last attempt to make a spare failed; null once one has worked again.</summary>
    public string? LastError => _lastError;

    /// <summary>Makes all spares now, on the caller's thread; throws what the disk throws.</summary>
    public void Prepare()
    {
        while (Wants)
        {
            Add(SpareSegment.Create(NextPath(), _segmentBytes, _disk));
        }
    }

    /// <summary>Whether there are fewer than are kept ready. Any thread.</summary>
    public bool Wants => Count < TargetCount;

    /// <summary>Starts the thread that makes them.</summary>
    public void Start() => _thread.Start();

    /// <summary>Takes a spare and has another one made; null when there is none.</summary>
    public SpareSegment? TryTake()
    {
        SpareSegment? spare;
        lock (_lock)
        {
            _ready.TryDequeue(out spare);
        }

        _wanted.Set();
        return spare;
    }

    /// <summary>Ends the thread that makes them and closes the spares, which stay for the next run.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wanted.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        while (_ready.TryDequeue(out var spare))
        {
            spare.Dispose();
        }

        _wanted.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            var failed = false;
            while (!_stopping && !failed && Wants)
            {
                failed = !TryMakeOne();
            }

            _wanted.WaitOne(failed ? RetryMillis : Timeout.Infinite);
        }
    }

    /// <summary>Makes one more spare, or notes why it could not. The pool's thread, or whoever steps it in its place.</summary>
    public bool TryMakeOne()
    {
        var watched = new SyncWatch(_disk);
        try
        {
            Add(SpareSegment.Create(NextPath(), _segmentBytes, watched));
            _lastError = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lastError = e.Message;
            if (watched.SyncFailed)
            {
                _fail("Syncing a spare segment failed", e);
                _stopping = true;
            }

            return false;
        }
    }

    private void Add(SpareSegment spare)
    {
        lock (_lock)
        {
            _ready.Enqueue(spare);
        }
    }

    private void AdoptLeftBehind()
    {
        foreach (var path in Directory.GetFiles(
            _directory, JournalFiles.SparePrefix + "*" + JournalFiles.Extension + JournalFiles.TemporaryExtension))
        {
            _disk.Delete(path);
        }

        var paths = Directory.GetFiles(_directory, JournalFiles.SparePrefix + "*" + JournalFiles.Extension);
        Array.Sort(paths, string.CompareOrdinal);
        foreach (var path in paths)
        {
            if (SpareSegment.TryAdopt(path, _segmentBytes, _disk) is { } spare)
            {
                _ready.Enqueue(spare);
            }
        }
    }

    private string NextPath()
    {
        while (true)
        {
            var number = _nextNumber++;
            var name = string.Create(
                CultureInfo.InvariantCulture, $"{JournalFiles.SparePrefix}{number:D6}{JournalFiles.Extension}");
            var path = Path.Combine(_directory, name);
            if (!File.Exists(path))
            {
                return path;
            }
        }
    }
}
