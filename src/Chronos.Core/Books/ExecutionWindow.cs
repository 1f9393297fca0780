using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The last execution ids of one venue, so that a report delivered twice is booked once. Ids that rise without gaps are
/// remembered exactly for the window's length; others until a later id falls on the same place.
/// </summary>
internal sealed class ExecutionWindow
{
    private const int Remembered = 4096;

    private readonly ulong[] _ids = Touched.New<ulong>(Remembered);

    public bool Contains(ulong id) => id != 0 && _ids[id % Remembered] == id;

    public void Record(ulong id) => _ids[id % Remembered] = id;

    public void AddTo(StateHash hash)
    {
        foreach (var id in _ids)
        {
            hash.Add(id);
        }
    }
}
