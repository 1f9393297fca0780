using System.Globalization;
using Chronos.Core.Clocks;
using Chronos.Core.Model;

namespace Chronos.Core.Journal;

/// <summary>
/// Looks every few milliseconds at how the journal's disk is doing. What is slow is told; what has stalled, a disk
/// on which no spare segment can be made, and a segment that somebody has deleted, halt the engine. Nothing is forgotten while halted: reports go on into the ring.
/// A halt is lifted by command, and comes again while its cause lasts. One caller at a time; <see cref="Trouble"/> is for any.
/// </summary>
internal sealed class DiskWatch
{
    private const long SlowToldNanos = 1_000_000_000;

    // A spare that is merely being made while a burst rolls segments is no reason to halt.
    private const long SparePatienceNanos = 1_000_000_000;

    // How long the engine gets to carry out one halt before another is asked for.
    private const long HaltPatienceNanos = 250_000_000;

    private readonly SyncCounters _counters;
    private readonly Func<bool> _noSpare;
    private readonly Func<string?> _spareError;
    private readonly Func<bool> _segmentDeleted;
    private readonly IClock _clock;
    private readonly Func<TradingState> _state;
    private readonly Func<string, bool> _halt;
    private int _looking;
    private long _noSpareSinceNanos;
    private long _haltedNanos;
    private long _stalledSeen;
    private string? _trouble;

    /// <summary>Watches a store that has been started.</summary>
    public DiskWatch(JournalStore store, IClock clock, Func<TradingState> state, Func<string, bool> halt)
        : this(store.Counters, () => store.NoSpareSegment, () => store.SpareError, () => store.SegmentDeleted, clock, state, halt)
    {
    }

    /// <summary>The same from its parts. <paramref name="halt"/> answers whether the halt has been asked for.</summary>
    public DiskWatch(
        SyncCounters counters, Func<bool> noSpare, Func<string?> spareError, Func<bool> segmentDeleted, IClock clock,
        Func<TradingState> state, Func<string, bool> halt)
    {
        _counters = counters;
        _noSpare = noSpare;
        _spareError = spareError;
        _segmentDeleted = segmentDeleted;
        _clock = clock;
        _state = state;
        _halt = halt;
    }

    /// <summary>What is the matter at present; null when nothing is.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>One look.</summary>
    public void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) != 0)
        {
            return;
        }

        try
        {
            var reason = FindReasonToHalt(out var detail);
            Volatile.Write(ref _trouble, reason is null ? FindSlowness() : $"{reason}{detail}");
            HaltUnlessHalted(reason);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private string? FindReasonToHalt(out string detail)
    {
        detail = "";
        if (_segmentDeleted())
        {
            return "SegmentDeleted: a segment was deleted while it was written";
        }

        var stalled = Volatile.Read(ref _counters.Stalled);
        if (stalled > _stalledSeen || _counters.RunningNanos >= SyncCounters.StalledNanos)
        {
            _stalledSeen = stalled;
            return "SlowSync: a sync of the journal takes 1 s or longer";
        }

        if (!_noSpare())
        {
            _noSpareSinceNanos = 0;
            return null;
        }

        var now = _clock.NowNanos();
        _noSpareSinceNanos = _noSpareSinceNanos == 0 ? now : _noSpareSinceNanos;
        var error = _spareError();
        if (error is null && now - _noSpareSinceNanos < SparePatienceNanos)
        {
            return null;
        }

        detail = error is null ? "" : ": " + error;
        return "NoSpareSegment: no spare segment can be made";
    }

    private string? FindSlowness()
    {
        // An idle journal syncs nothing: what was slow then is not the matter now.
        var isRecent = _clock.NowNanos() - Volatile.Read(ref _counters.EndedNanos) < SlowToldNanos;
        var nanos = Math.Max(_counters.RunningNanos, isRecent ? _counters.LastNanos : 0);
        return nanos < SyncCounters.SlowNanos
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"slow sync: {nanos / 1_000_000} ms");
    }

    private void HaltUnlessHalted(string? reason)
    {
        var now = _clock.NowNanos();
        if (reason is not null
            && _state() is TradingState.Active or TradingState.Reducing
            && (_haltedNanos == 0 || now - _haltedNanos >= HaltPatienceNanos)
            && _halt(reason))
        {
            _haltedNanos = now;
        }
    }
}
