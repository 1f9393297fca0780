namespace Chronos.Core.Policies;

/// <summary>
/// Which way a value lets more through. Of words the place in the list counts, of a list of words or names more of them is
/// higher, and true is higher than false.
/// </summary>
internal enum Loosening
{
    /// <summary>Neither way is known to: a name, the length of a window of a figure.</summary>
    None,

    /// <summary>A larger value lets more through.</summary>
    Higher,

    /// <summary>A smaller value lets more through.</summary>
    Lower,

    /// <summary>A step that divides the old one lets more through.</summary>
    Finer,
}
