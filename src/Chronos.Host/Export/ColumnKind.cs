namespace Chronos.Host.Export;

/// <summary>What a column holds. Amounts are text: a decimal number written out in full is exact everywhere.</summary>
internal enum ColumnKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number of 64 bits.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Flag,
}
