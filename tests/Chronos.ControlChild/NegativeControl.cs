namespace Chronos.ControlChild;

/// <summary>
/// Which one protection this process does without, by the environment variable CHRONOS_CONTROL: <c>crc</c>, <c>sync</c>,
/// <c>one-attempt</c>, or none. It exists in this build alone.
/// </summary>
internal static class NegativeControl
{
    private static readonly string Without = Environment.GetEnvironmentVariable("CHRONOS_CONTROL") switch
    {
        null or "" => "",
        ("crc" or "sync" or "one-attempt") and var known => known,
        var unknown => throw new InvalidOperationException($"CHRONOS_CONTROL {unknown} is no control"),
    };

    /// <summary>Records read from a segment are believed, whatever their CRC.</summary>
    public static bool IsWithoutCrc => Without == "crc";

    /// <summary>Syncs say they are done and do nothing.</summary>
    public static bool IsWithoutSync => Without == "sync";

    /// <summary>An order is sent once more, as one does who takes a late answer for none.</summary>
    public static bool IsWithoutOneAttempt => Without == "one-attempt";
}
