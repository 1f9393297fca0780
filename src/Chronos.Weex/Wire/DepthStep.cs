namespace Chronos.Weex.Wire;

/// <summary>What a depth push did to a book.</summary>
internal enum DepthStep
{
    /// <summary>The book is as the venue's after this push.</summary>
    Applied,

    /// <summary>No snapshot has come yet, or none since a break; the push was passed over.</summary>
    Waiting,

    /// <summary>The chain broke: the book is empty, and subscribing to the channel again gives a snapshot.</summary>
    Broken,
}
