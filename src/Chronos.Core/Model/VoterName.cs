using System.Runtime.CompilerServices;
using System.Text;

namespace Chronos.Core.Model;

/// <summary>The name of an outside approver inside a vote: ASCII, zero padded.</summary>
[InlineArray(Capacity)]
public struct VoterName
{
    /// <summary>Longest name.</summary>
    public const int Capacity = 32;

    private byte _first;

    /// <summary>Throws <see cref="ArgumentException"/> unless the text is 1 to 32 printable ASCII characters.</summary>
    public static VoterName Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > Capacity || text.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
        {
            throw new ArgumentException($"must be 1 to {Capacity} printable ASCII characters", nameof(text));
        }

        var name = default(VoterName);
        Encoding.ASCII.GetBytes(text, name);
        return name;
    }

    /// <summary>Whether it is this name. Allocates nothing.</summary>
    public readonly bool Is(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ReadOnlySpan<byte> bytes = this;
        if (name.Length > Capacity || (name.Length < Capacity && bytes[name.Length] != 0))
        {
            return false;
        }

        for (var i = 0; i < name.Length; i++)
        {
            if (bytes[i] != name[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name as text.</summary>
    public override readonly string ToString()
    {
        ReadOnlySpan<byte> bytes = this;
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
