namespace Chronos.Core.Policies;

/// <summary>Which way a limit lets more through.</summary>
internal enum Loosening
{
    /// <summary>The value is no limit: a name, a step, a length of a window.</summary>
    None,

    /// <summary>A larger value lets more through.</summary>
    Higher,

    /// <summary>A smaller value lets more through.</summary>
    Lower,
}
