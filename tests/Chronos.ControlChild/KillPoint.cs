using System.Globalization;
using Chronos.Core;
using Chronos.CrashChild;

namespace Chronos.ControlChild;

/// <summary>
/// Kills the process between the decision on an order and its record: at the n-th order that passes, n by the environment
/// variable CHRONOS_KILL_DECIDED. It exists in this build alone.
/// </summary>
internal static class KillPoint
{
    private static readonly int KillAt = Environment.GetEnvironmentVariable("CHRONOS_KILL_DECIDED") is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : 0;

    private static int _decided;

    /// <summary>An event has been decided and sealed; its record is not begun.</summary>
    public static void OnDecided(in EngineEvent e)
    {
        if (KillAt != 0 && e.Decision.Passes && ++_decided == KillAt)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"killed {e.Decision.OrderId.Value} {e.Sequence}"));
            OwnProcess.Kill();
        }
    }
}
