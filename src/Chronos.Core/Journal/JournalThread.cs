namespace Chronos.Core.Journal;

/// <summary>
/// Drives the <see cref="JournalCopier"/>: while one sync runs, the next group gathers. Where orders leave on the word of
/// the ring alone (durability Process), nobody waits for a sync: groups then gather for some milliseconds, which leaves the
/// processors to those who decide. A few milliseconds after the last batch it has it vouched for. At the first error it
/// stops egress and ends the process.
/// </summary>
internal sealed class JournalThread
{
    // Rounds without work: spin for some microseconds, then sleep 50 us at a time for about 5 ms, then up to 1 ms.
    private const int SpinRounds = 50;
    private const int HeartbeatRounds = SpinRounds + 50;
    private const int SlowRounds = HeartbeatRounds + 300;

    // Idle, it looks for its segment after some milliseconds, then up to ten times a second; else behind every batch.
    private const int LookRounds = HeartbeatRounds;

    // Longest time a group gathers when nobody waits for it, and the share of the ring past which it gathers no longer.
    private const uint GatherMicros = 4000;
    private const int GatherRingShare = 8;

    private readonly JournalRing _ring;
    private readonly SparePool _spares;
    private readonly JournalCopier _copier;
    private readonly bool _gathers;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <summary>A thread for a copier, which nobody else steps until it has stopped.</summary>
    public JournalThread(JournalCopier copier, JournalRing ring, SparePool spares, Durability durability)
    {
        _gathers = durability == Durability.Process;
        _ring = ring;
        _spares = spares;
        _copier = copier;
        _thread = new Thread(Run) { IsBackground = true, Name = "chronos-journal" };
    }

    /// <summary>Begins.</summary>
    public void Start() => _thread.Start();

    /// <summary>Writes what is left, closes the segment and ends. The engine thread must have stopped.</summary>
    public void Stop()
    {
        _stopping = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        try
        {
            CopyUntilStopped();
            _copier.Close();
        }
        catch (Exception e)
        {
            // The thread's outermost frame.
            _copier.Fail(e);
        }
    }

    private void CopyUntilStopped()
    {
        var idleRounds = 0;
        while (true)
        {
            if (_copier.TryCopyBatch())
            {
                idleRounds = 0;
                _copier.LookForSegment();
                Gather();
                continue;
            }

            // What is still there now waits for a spare segment; without one it stays in the ring.
            if (_stopping && (_copier.IsDrained || _spares.LastError is not null))
            {
                return;
            }

            if (++idleRounds == HeartbeatRounds && _copier.NeedsVoucher)
            {
                _copier.Vouch();
            }

            if (idleRounds % LookRounds == 0)
            {
                _copier.LookForSegment();
            }

            Wait(idleRounds);
        }
    }

    /// <summary>Lets the next group grow, unless the ring fills or the end is near.</summary>
    private void Gather()
    {
        if (_gathers && !_stopping && _ring.UnsyncedBytes < _ring.Capacity / GatherRingShare)
        {
            _ = Libc.SleepMicros(GatherMicros);
        }
    }

    private static void Wait(int idleRounds)
    {
        if (idleRounds < SpinRounds)
        {
            Thread.SpinWait(20);
        }
        else
        {
            _ = Libc.SleepMicros(idleRounds < HeartbeatRounds ? 50u : idleRounds < SlowRounds ? 250u : 1000u);
        }
    }
}
