namespace Chronos.Core.Model;

/// <summary>What stands behind the venue port. A journal has one mode. Numbers are part of the journal format.</summary>
public enum EngineMode : byte
{
    /// <summary>Simulated fills against real or recorded quotes; every fill is marked simulated.</summary>
    Paper = 1,

    /// <summary>Everything is built and sealed, nothing is sent.</summary>
    Shadow = 2,

    /// <summary>Real orders.</summary>
    Live = 3,
}
