print("kodan")
