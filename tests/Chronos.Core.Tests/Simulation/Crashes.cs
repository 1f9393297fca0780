using Chronos.Core.Journal;
using Chronos.Core.Tests.Simulation.Oracles;

namespace Chronos.Core.Tests.Simulation;

/// <summary>How processes end and begin: kills, power cuts, fail-stops, refused starts, and what happens to files in between.</summary>
internal sealed class Crashes(World world, Rot rot)
{
    private readonly Draw _draw = world.Draw.Fork();
    private long _flipsBefore;
    private long _diskErrorsBefore;

    private long Flips => world.Tally[FaultKind.ReadFlip];

    private long DiskErrors =>
        world.Tally[FaultKind.ReadError] + world.Tally[FaultKind.WriteError] + world.Tally[FaultKind.SyncError];

    /// <summary>Something may happen to the process that runs.</summary>
    public void StrikeRunning()
    {
        if (world.Plan.Fires(FaultKind.Kill))
        {
            throw new ProcessKilled("killed");
        }

        if (world.Plan.Fires(FaultKind.PowerCut))
        {
            world.Trace("the power is gone");
            Bury();
            CutPower();
            return;
        }

        if (world.Plan.Fires(FaultKind.SecondProcess))
        {
            OpenTwice();
        }
    }

    /// <summary>The process has ended itself or was killed.</summary>
    public void End(ProcessKilled killed)
    {
        world.Trace($"the process ends: {killed.Message}");
        world.Tally.Count(killed.IsFailStop ? "processes that ended themselves" : "processes killed");
        Bury();
        if (File.Exists(world.RingFile) && world.Plan.Fires(FaultKind.RingLost))
        {
            LoseRing();
        }
        else if (world.Plan.Has(FaultKind.PowerCut) && _draw.Below(2) == 0)
        {
            // Most often what kills a process in the middle of a write is the machine.
            world.Tally.Count(FaultKind.PowerCut);
            CutPower();
        }

        rot.Strike();
    }

    /// <summary>Starts a process; one that dies or is refused is buried here.</summary>
    public void TryStart()
    {
        (_flipsBefore, _diskErrorsBefore) = (Flips, DiskErrors);
        try
        {
            world.Disk.Attach(world.Plan.IsPrepared(FaultKind.KillInRecovery) ? _draw.Between(1, 30) : 0);
            SimulatedProcess.Start(world);
            rot.Outlived();
            world.Tally.Count("starts");
        }
        catch (ProcessKilled killed)
        {
            End(killed);
        }
        catch (JournalRefusedException refusal)
        {
            OnRefused(refusal);
        }
        catch (JournalCorruptException damage)
        {
            OnUnreadable(damage, rot.IsThere || Flips > _flipsBefore);
        }
        catch (IOException error)
        {
            OnUnreadable(error, DiskErrors > _diskErrorsBefore);
        }
    }

    private void OnRefused(JournalRefusedException refusal)
    {
        world.Trace($"start refused: {refusal.Verdict} {refusal.Code}: {refusal.Message}");
        EndedWithReason.CheckRefusal(world, refusal, rot.IsThere || Flips > _flipsBefore, DiskErrors > _diskErrorsBefore);
        world.Tally.Count($"refused: {refusal.Code}");
        if (refusal.Verdict is { } verdict)
        {
            world.Tally.Count(verdict);
        }

        Bury();
        rot.Undo();
        if (refusal.Code == RefusalCode.NoSpace)
        {
            world.Disk.IsFull = false;
        }
    }

    /// <summary>Inspection was content, and the reading for replay was not.</summary>
    private void OnUnreadable(Exception damage, bool isDueToFault)
    {
        world.Trace($"the journal cannot be read: {damage.Message}");
        world.Require(isDueToFault, "O10", () => $"unreadable although nothing was damaged: {damage.Message}");
        world.Tally.Count("unreadable during replay");
        Bury();
        rot.Undo();
    }

    /// <summary>What the dead process had promised is noted, and everything it held is let go.</summary>
    private void Bury()
    {
        if (world.Process is not { } process)
        {
            return;
        }

        if (process.IsWriting)
        {
            world.WrittenFloor = process.Store.Watermarks.Written;
            world.SyncedFloor = process.Store.Watermarks.Synced;
        }

        process.Dispose();
        world.Process = null;
    }

    private void CutPower()
    {
        world.Disk.CutPower();
        if (!File.Exists(world.RingFile) || !world.Plan.Fires(FaultKind.RingOfOtherBoot))
        {
            LoseRing();
            return;
        }

        OtherBoot.Mark(world.RingFile);
        ForgetUnsafeVenue();
    }

    private void LoseRing()
    {
        File.Delete(world.RingFile);
        ForgetUnsafeVenue();
    }

    /// <summary>
    /// What only the ring vouched for may be gone. That durability is for venues that are a part of the process, and they
    /// begin again with it.
    /// </summary>
    private void ForgetUnsafeVenue()
    {
        if (world.Durability == Durability.Process)
        {
            world.Venue.ForgetAtNextStart();
            world.Watch.Forget();
        }
    }

    private void OpenTwice()
    {
        try
        {
            JournalStore.Open(world.Options, new ProcessClock(() => world.WallNanos), world.Disk, _ => { }, _draw.Bytes).Dispose();
        }
        catch (JournalRefusedException refusal) when (refusal.Verdict == RecoveryVerdict.Busy)
        {
            world.Tally.Count(RecoveryVerdict.Busy);
            return;
        }

        throw world.Fail("O12", "a second process opened the journal");
    }
}
