namespace Chronos.Core.Model;

/// <summary>Which figures a ticker carries. Bits are part of the journal format.</summary>
[Flags]
public enum TickerFields : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Whether the instrument trades.</summary>
    Status = 1,

    /// <summary>The price of the last trade.</summary>
    Last = 2,

    /// <summary>The mark price.</summary>
    Mark = 4,

    /// <summary>The volume traded since the ticker before that carried one.</summary>
    Volume = 8,
}
