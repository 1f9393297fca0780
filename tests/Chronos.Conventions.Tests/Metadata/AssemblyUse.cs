using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Chronos.Conventions.Tests.Metadata;

/// <summary>
/// Who refers to whom inside an assembly, from its metadata: base types, interfaces, fields, signatures, locals and the
/// instructions of every method. A nested type counts as the type it is nested in.
/// </summary>
internal sealed class AssemblyUse
{
    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly Dictionary<TypeDefinitionHandle, TypeUse> _uses = [];

    private AssemblyUse(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        foreach (var handle in _reader.TypeDefinitions)
        {
            Scan(handle);
        }

        References = [.. _reader.AssemblyReferences.Select(r => _reader.GetString(_reader.GetAssemblyReference(r).Name))];
    }

    /// <summary>Chronos.Core, scanned once.</summary>
    public static AssemblyUse Core { get; } = Read(typeof(ChronosEngine).Assembly.Location);

    /// <summary>Chronos.Weex, scanned once.</summary>
    public static AssemblyUse Weex { get; } = Read(typeof(Chronos.Weex.Wire.WeexCredentials).Assembly.Location);

    /// <summary>Names of the assemblies referred to.</summary>
    public IReadOnlyList<string> References { get; }

    public IEnumerable<TypeUse> Types => _uses.Values;

    private static AssemblyUse Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        return new AssemblyUse(file);
    }

    private TypeUse UseOf(TypeDefinitionHandle handle)
    {
        var outer = Outermost(handle);
        if (!_uses.TryGetValue(outer, out var use))
        {
            var type = _reader.GetTypeDefinition(outer);
            use = new TypeUse(_reader.GetString(type.Namespace), _reader.GetString(type.Name));
            _uses.Add(outer, use);
        }

        return use;
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle handle)
    {
        while (_reader.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false } outer)
        {
            handle = outer;
        }

        return handle;
    }

    private void Scan(TypeDefinitionHandle handle)
    {
        var use = UseOf(handle);
        var type = _reader.GetTypeDefinition(handle);
        var scan = new SignatureScan(other => Refer(use, other));
        Resolve(use, scan, type.BaseType);
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            Resolve(use, scan, _reader.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var field in type.GetFields().Select(_reader.GetFieldDefinition))
        {
            Note(use, field.DecodeSignature(scan, null), "field", field.Name);
        }

        foreach (var method in type.GetMethods().Select(_reader.GetMethodDefinition))
        {
            ScanMethod(use, scan, method);
        }
    }

    private void ScanMethod(TypeUse use, SignatureScan scan, MethodDefinition method)
    {
        var signature = method.DecodeSignature(scan, null);
        Note(use, signature.ReturnType || signature.ParameterTypes.Contains(true), "signature of", method.Name);
        foreach (var parameter in method.GetGenericParameters().Select(_reader.GetGenericParameter))
        {
            foreach (var constraint in parameter.GetConstraints())
            {
                Resolve(use, scan, _reader.GetGenericParameterConstraint(constraint).Type);
            }
        }

        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & MethodImplAttributes.CodeTypeMask) != MethodImplAttributes.IL)
        {
            return;
        }

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            var locals = _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(scan, null);
            Note(use, locals.Contains(true), "local of", method.Name);
        }

        foreach (var token in MethodTokens.Of(body.GetILBytes()!))
        {
            Resolve(use, scan, token);
        }
    }

    private void Resolve(TypeUse use, SignatureScan scan, EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Refer(use, (TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                scan.GetTypeFromSpecification(_reader, null, (TypeSpecificationHandle)handle, 0);
                break;
            case HandleKind.MethodDefinition:
                var method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                Refer(use, method.GetDeclaringType());
                use.Members.Add($"{UseOf(method.GetDeclaringType()).FullName}.{_reader.GetString(method.Name)}");
                break;
            case HandleKind.FieldDefinition:
                var field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                Refer(use, field.GetDeclaringType());
                use.Members.Add($"{UseOf(field.GetDeclaringType()).FullName}.{_reader.GetString(field.Name)}");
                break;
            case HandleKind.MethodSpecification:
                var specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                specification.DecodeSignature(scan, null);
                Resolve(use, scan, specification.Method);
                break;
            case HandleKind.MemberReference:
                ResolveMember(use, scan, _reader.GetMemberReference((MemberReferenceHandle)handle));
                break;
        }
    }

    private void ResolveMember(TypeUse use, SignatureScan scan, MemberReference member)
    {
        Resolve(use, scan, member.Parent);
        if (member.GetKind() == MemberReferenceKind.Method)
        {
            member.DecodeMethodSignature(scan, null);
        }
        else
        {
            member.DecodeFieldSignature(scan, null);
        }

        if (member.Parent.Kind == HandleKind.TypeReference)
        {
            var type = _reader.GetTypeReference((TypeReferenceHandle)member.Parent);
            use.ForeignMembers.Add($"{_reader.GetString(type.Namespace)}.{_reader.GetString(type.Name)}.{_reader.GetString(member.Name)}");
        }
    }

    private void Refer(TypeUse use, TypeDefinitionHandle handle)
    {
        var other = UseOf(handle);
        if (other != use)
        {
            use.Types.Add(other.FullName);
        }
    }

    private void Note(TypeUse use, bool isFloating, string place, StringHandle name)
    {
        if (isFloating)
        {
            use.FloatingPoint.Add($"{use.FullName}: {place} {_reader.GetString(name)}");
        }
    }
}
