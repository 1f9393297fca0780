namespace Chronos.Core.Model;

/// <summary>
/// Arrays whose memory is there. A new array's pages come from the system when they are first touched, which on the hot path is a
/// fault for every one of them; written once when they are made, they never are again.
/// </summary>
internal static class Touched
{
    /// <summary>An array of defaults, each of its pages written.</summary>
    public static T[] New<T>(int length)
    {
        var array = new T[length];
        Array.Clear(array);
        return array;
    }
}
