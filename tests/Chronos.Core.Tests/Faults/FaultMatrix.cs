namespace Chronos.Core.Tests.Faults;

/// <summary>Every fault that is provoked on purpose, in the parts of the matrix.</summary>
internal static class FaultMatrix
{
    public static readonly (string Part, IReadOnlyList<FaultRow> Rows)[] Parts =
    [
        ("A. Process and machine", [.. KillFaults.Rows, .. EveryCallFaults.Rows, .. OrderKillFaults.Rows, .. ScarcityFaults.Rows]),
        ("B. Storage: errors", [.. DiskErrorFaults.Rows, .. DeletedSegmentFaults.Rows, .. DeviceFaults.Rows]),
        ("B. Storage: no space", FullDiskFaults.Rows),
        ("B. Storage: loss of power", [.. PowerCutFaults.Rows, .. PowerCutAtCallFaults.Rows]),
        ("C. Corruption and foreign data", ByteFaults.Rows),
        ("E. Time and determinism", TimeFaults.Rows),
        ("H. Operations, and negative controls", [.. ControlFaults.Rows, .. BuildControlFaults.Rows]),
    ];

    public static IEnumerable<FaultRow> Rows => Parts.SelectMany(p => p.Rows);
}
