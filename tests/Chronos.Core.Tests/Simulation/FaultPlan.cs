namespace Chronos.Core.Tests.Simulation;

/// <summary>
/// Which faults exist in a run, and how often, drawn at its start: a fifth of the runs have none, some have most. Healing
/// ends all of them.
/// </summary>
internal sealed class FaultPlan
{
    private readonly int[] _perMille = new int[Enum.GetValues<FaultKind>().Length];
    private readonly Draw _draw;
    private readonly Tally _tally;

    public FaultPlan(Draw draw, Tally tally)
    {
        _draw = draw;
        _tally = tally;
        var share = draw.Below(5);
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (draw.Below(5) < share)
            {
                _perMille[(int)kind] = Base(kind) * draw.OneOf(1, 3, 8);
            }
        }
    }

    /// <summary>Whether no fault fires any more.</summary>
    public bool IsHealed { get; private set; }

    /// <summary>Whether this happens now; counted if so.</summary>
    public bool Fires(FaultKind kind)
    {
        var fires = IsPrepared(kind);
        if (fires)
        {
            Count(kind);
        }

        return fires;
    }

    /// <summary>Whether this is to happen when its occasion comes, if it comes; it counts then.</summary>
    public bool IsPrepared(FaultKind kind) =>
        !IsHealed && _perMille[(int)kind] != 0 && _draw.PerMille(_perMille[(int)kind]);

    /// <summary>What was prepared has happened.</summary>
    public void Count(FaultKind kind) => _tally.Count(kind);

    /// <summary>Whether this exists in the run; what comes of it is counted where it shows.</summary>
    public bool Has(FaultKind kind) => !IsHealed && _perMille[(int)kind] != 0;

    /// <summary>No fault fires from now on.</summary>
    public void Heal() => IsHealed = true;

    private static int Base(FaultKind kind) => kind switch
    {
        FaultKind.Kill or FaultKind.PowerCut => 4,
        FaultKind.KillInDiskCall or FaultKind.KillBeforePublish => 2,
        FaultKind.SyncError or FaultKind.WriteError => 2,
        FaultKind.ReadError or FaultKind.ReadFlip => 2,
        FaultKind.DiskFull or FaultKind.SecondProcess or FaultKind.ClockAhead or FaultKind.ClockBack => 4,
        FaultKind.KillInRecovery or FaultKind.RingLost or FaultKind.RingOfOtherBoot => 60,
        FaultKind.BitRot or FaultKind.HeaderRot => 60,
        FaultKind.SegmentMissing or FaultKind.SegmentsSwapped or FaultKind.SegmentTruncated => 30,
        FaultKind.SectorLost or FaultKind.SectorTorn or FaultKind.NameLost or FaultKind.NamesReordered => 100,
        _ => 30,
    };
}
