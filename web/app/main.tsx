import '../parts/tokens.css';
import '../parts/base.css';
import { createRoot } from 'react-dom/client';
import { applyAppearance, readAppearance } from '../parts/theme.ts';
import { App } from './App.tsx';

applyAppearance(readAppearance());
const place = document.getElementById('app');
if (place === null) throw new Error('the page has no place for the application');
createRoot(place).render(<App />);
