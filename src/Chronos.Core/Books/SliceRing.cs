namespace Chronos.Core.Books;

/// <summary>A queue with two ends in a fixed room. Place 0 is the oldest.</summary>
internal sealed class SliceRing<T>
    where T : struct
{
    /// <summary>
    /// Slices of a 64th of the window begin at least that far apart, and the oldest may reach out of the window by one: 66 at
    /// most, unless the window has just been changed.
    /// </summary>
    public const int Capacity = 68;

    /// <summary>Slices a window is cut into.</summary>
    public const int SlicesPerWindow = 64;

    private readonly T[] _items = new T[Capacity];
    private int _first;

    public int Count { get; private set; }

    public bool IsFull => Count == Capacity;

    public ref T this[int place] => ref _items[At(place)];

    public ref T Oldest => ref _items[_first];

    public ref T Newest => ref _items[At(Count - 1)];

    public void Add(in T item)
    {
        _items[At(Count)] = item;
        Count++;
    }

    public void RemoveOldest()
    {
        _first = At(1);
        Count--;
    }

    public void RemoveNewest() => Count--;

    private int At(int place)
    {
        var at = _first + place;
        return at < Capacity ? at : at - Capacity;
    }
}
